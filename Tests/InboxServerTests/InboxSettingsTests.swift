import Foundation
import InboxKit
import StrictConfiguration
import Testing

@testable import InboxServer

@Suite struct InboxSettingsTests {
    private func refusal(_ files: InboxFiles) -> ConfigurationRefusal? {
        do throws(ConfigurationRefusal) {
            _ = try InboxSettings(path: files.configuration, credentials: files.folder.path)
            return nil
        } catch {
            return error
        }
    }

    private func replace(_ files: InboxFiles, _ old: String, _ new: String) {
        let text = files.text(stationPort: 1, deskPort: 2)
        #expect(text.contains(old))
        files.folder.write(text.replacingOccurrences(of: old, with: new).utf8, to: "inbox.toml")
    }

    @Test func `the configuration of the documentation is accepted`() {
        #expect(refusal(InboxFiles([VirtualBox()])) == nil)
    }

    @Test(arguments: [
        ("station_port = 1", "station_port = 70000", "listen.station_port"),
        ("station_port = 1", "station_port = 2", "listen.desk_port"),
        ("host = \"127.0.0.1\"", "host = \"not a host\"", "listen.host"),
        ("host = \"127.0.0.1\"", "hoste = \"127.0.0.1\"", "listen.hoste"),
        ("/keylist", "/nothing", "trust.key_list"),
        ("/keylist", "/desk.pem", "trust.key_list"),
        ("/station-ca.pem", "/keylist", "trust.station_ca"),
        ("/desk-ca.pem", "/inbox-tls-key", "trust.desk_ca"),
        ("directory = \"/", "directory = \"", "store.directory"),
        ("island = \"bonaire\"", "island = \"aruba\"", "station[1].island"),
        ("[[station]]", "[[stations]]", "stations"),
    ])
    func `a wrong value is refused by its key`(old: String, new: String, key: String) {
        let files = InboxFiles([VirtualBox()])
        replace(files, old, new)
        #expect(refusal(files)?.key == key)
    }

    @Test func `a key list that names another inbox key, or is signed by another root, is refused`()
    {
        let files = InboxFiles([VirtualBox()])
        files.folder.write(Data(CentreKeys().inbox.seed.value).base64EncodedData(), to: "inbox-key")
        #expect(refusal(files)?.key == "trust.key_list")
        let other = InboxFiles([VirtualBox()])
        other.folder.write(CentreKeys().keyList(), to: "keylist")
        #expect(refusal(other)?.key == "trust.key_list")
    }

    @Test(arguments: ["inbox-key", "inbox-certificate", "inbox-tls-key"])
    func `a missing, damaged or readable credential is refused by its file`(name: String) {
        let files = InboxFiles([VirtualBox()])
        let path = files.folder.path + "/" + name
        let content = FileManager.default.contents(atPath: path) ?? Data()
        try? FileManager.default.removeItem(atPath: path)
        #expect(refusal(files)?.exit == .noInput)
        files.folder.write("nonsense", to: name)
        #expect(refusal(files)?.file == path)
        try? FileManager.default.removeItem(atPath: path)
        files.folder.write(content, to: name, mode: 0o644)
        #expect(refusal(files)?.exit == .noPermission)
    }

    @Test func `a key that does not belong to the certificate is refused`() {
        let files = InboxFiles([VirtualBox()])
        files.folder.write(files.serverAuthority.issue("other").key, to: "inbox-tls-key")
        #expect(refusal(files)?.key == "trust.station_ca")
    }

    /// Broken once: without the comparison every box could read the worklist of the desks.
    @Test func `one authority for stations and desks is refused, also where it is one of several`()
    {
        let files = InboxFiles([VirtualBox()])
        let others = TestAuthority("another authority").pem + [UInt8(ascii: "\n")]
        for pem in [files.stationAuthority.pem, others + files.stationAuthority.pem] {
            files.folder.write(pem, to: "desk-ca.pem")
            #expect(refusal(files)?.key == "trust.desk_ca")
            #expect(
                refusal(files)?.words.hasSuffix(
                    "trust.desk_ca must have no certificate and no key of trust.station_ca"
                ) == true
            )
        }
        // The same key under a new certificate is the same holder.
        files.folder.write(files.stationAuthority.renewed().pem, to: "desk-ca.pem")
        #expect(refusal(files)?.key == "trust.desk_ca")
        files.folder.write(others + files.deskAuthority.pem, to: "desk-ca.pem")
        #expect(refusal(files) == nil)
    }

    @Test func `two stations of one name are refused`() {
        let box = VirtualBox()
        #expect(refusal(InboxFiles([box, box]))?.key == "station[2].id")
    }
}
