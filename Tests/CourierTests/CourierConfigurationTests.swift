import CourierAssembly
import Foundation
import ProgramKit
import StrictConfiguration
import Testing

@Suite struct CourierConfigurationTests {
    private let base = TemporaryFolder()
    private var folder: String { base.path }
    private let bench = CentreBench()

    private static let keys: [String: String] = [
        "host": "\"127.0.0.1\"", "port": "8443", "name": "\"inbox.example\"",
    ]

    init() throws {
        write("ca.pem", bench.authority.pem, mode: 0o644)
        let client = bench.stations.issue(name: "station", use: .client)
        write("courier-certificate", client.chainPEM)
        write("courier-key", client.keyPEM)
    }

    private func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o600) {
        precondition(
            FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: Data(bytes))
        )
        chmod("\(folder)/\(name)", mode)
    }

    /// What is refused of a file with `changes`; a change to nothing leaves the key out.
    private func refusal(_ changes: [String: String?] = [:], more: String = "") -> String? {
        var keys: [String: String?] = Self.keys
        keys["ca"] = "\"\(folder)/ca.pem\""
        keys.merge(changes) { $1 }
        let lines = keys.compactMap { key, value in value.map { "\(key) = \($0)" } }
        write("courier.toml", Array("[centre]\n\(lines.joined(separator: "\n"))\n\(more)".utf8))
        do {
            _ = try CourierConfiguration(path: "\(folder)/courier.toml", credentials: folder)
            return nil
        } catch {
            return error.words.replacingOccurrences(of: folder + "/", with: "")
                + " (\(error.exit.rawValue))"
        }
    }

    @Test func `a file with all keys is taken`() throws {
        let socket = "[sockets]\ncourier = \"/tmp/x.sock\"\n"
        #expect(refusal(more: socket) == nil)
    }

    @Test func `sockets take their default`() {
        #expect(refusal() == nil)
    }

    @Test(
        arguments: [
            ("host", nil, "courier.toml: centre.host is required (78)"),
            ("name", nil, "courier.toml: centre.name is required (78)"),
            ("port", nil, "courier.toml: centre.port is required (78)"),
            ("ca", nil, "courier.toml: centre.ca is required (78)"),
            ("port", "0", "courier.toml: centre.port must be from 1 to 65535 (78)"),
            ("port", "65536", "courier.toml: centre.port must be from 1 to 65535 (78)"),
            ("port", "\"8443\"", "courier.toml: centre.port must be a whole number (78)"),
            ("host", "\"a b\"", "courier.toml: centre.host must be a host name or an address (78)"),
            ("name", "\"127.0.0.1\"", "courier.toml: centre.name must be a host name (78)"),
            ("ca", "\"/nowhere\"", "courier.toml: centre.ca does not exist (66)"),
            ("ca", "\"ca.pem\"", "courier.toml: centre.ca must be a path that begins with / (78)"),
            ("prot", "1", "courier.toml: centre.prot is not a key of this file (78)"),
        ] as [(String, String?, String)]
    )
    func `a key that is wrong is named with its rule`(key: String, value: String?, words: String) {
        #expect(refusal([key: value]) == words)
    }

    @Test func `a socket path that does not fit is refused`() {
        let long = "/" + String(repeating: "a", count: 107)
        #expect(
            refusal(more: "[sockets]\ncourier = \"\(long)\"\n")
                == "courier.toml: sockets.courier must have from 1 to 107 characters (78)"
        )
    }

    @Test func `certificates and keys that cannot be used are named`() {
        write("courier-key", bench.stations.issue(use: .client).keyPEM)
        #expect(refusal() == "courier-key: must be the key of courier-certificate (78)")
    }

    @Test func `a key that others may read is refused`() {
        chmod("\(folder)/courier-key", 0o640)
        let words = "courier-key: must be readable by its owner only (mode 0400 or 0600) (77)"
        #expect(refusal() == words)
    }

    @Test func `a missing credential is named`() {
        unlink("\(folder)/courier-certificate")
        #expect(refusal() == "courier-certificate: does not exist (66)")
    }

    @Test func `an authority that is not PEM is named`() {
        write("ca.pem", Array("hello".utf8))
        #expect(
            refusal() == "courier.toml: centre.ca must hold PEM blocks that can be read (78)"
        )
    }
}
