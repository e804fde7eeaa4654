import Foundation
import Testing

/// The units carry what the pages promise of them.
///
/// Broken once, each of them found: swap, the time of the watchdog, the network, PrivateUsers and a
/// capture node of the station; a credential, DevicePolicy and PrivateDevices of the courier; restart
/// and core files of the inbox; the set-group-ID bit of a folder, the rights of a capture node, and a
/// manual page that was taken away.
@Suite struct UnitTests {
    /// The lines of a unit: what stands after each key.
    private static func settings(_ unit: String) throws -> [String: [String]] {
        let text = try Repository.file("Systemd/\(unit).service").text
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.reduce(into: [:]) {
            guard let equals = $1.firstIndex(of: "=") else { return }
            $0[String($1[..<equals]), default: []].append(String($1[$1.index(after: equals)...]))
        }
    }

    static let services = ["meldpostd", "meldpost-courier", "meldpost-inbox"]

    @Test(arguments: services)
    func `every service tells its readiness, is watched, and starts again for ever`(
        unit: String
    ) throws {
        let settings = try Self.settings(unit)
        let expected = [
            "Type": "notify", "Restart": "always", "StartLimitIntervalSec": "0",
            "WatchdogSignal": "SIGKILL", "LimitCORE": "0", "MemorySwapMax": "0",
            "Environment": "SWIFT_BACKTRACE=enable=no", "DevicePolicy": "closed",
            "NoNewPrivileges": "yes", "ProtectSystem": "strict", "CapabilityBoundingSet": "",
            "UMask": "0077", "MemoryDenyWriteExecute": "yes",
        ]
        for (key, value) in expected { #expect(settings[key]?.first == value, "\(unit): \(key)") }
        #expect(settings["WatchdogSec"] != nil)
    }

    @Test func `P2 the station overwrites small pieces of freed memory too`() throws {
        let environment = try Self.settings("meldpostd")["Environment"]
        #expect(environment?.contains("GLIBC_TUNABLES=glibc.malloc.tcache_count=0") == true)
    }

    @Test func `F62 the station is watched every ten seconds`() throws {
        #expect(try Self.settings("meldpostd")["WatchdogSec"] == ["10"])
    }

    @Test func `P3 the station has no network, and the courier no device and no journal`() throws {
        let station = try Self.settings("meldpostd")
        #expect(station["PrivateNetwork"] == ["yes"])
        #expect(station["RestrictAddressFamilies"] == ["AF_UNIX"])
        #expect(station["IPAddressDeny"] == ["any"])
        let courier = try Self.settings("meldpost-courier")
        #expect(courier["PrivateDevices"] == ["yes"])
        #expect(courier["DeviceAllow"] == nil)
        #expect(courier["InaccessiblePaths"]?.first?.contains("/var/lib/meldpost") == true)
        #expect(courier["SupplementaryGroups"] == nil)
    }

    @Test func `P4 no unit lets a device in that records, and udev gives none away`() throws {
        let allowed = try Self.settings("meldpostd")["DeviceAllow"] ?? []
        #expect(allowed.count > 5)
        for device in allowed where device.contains("snd") || device.contains("alsa") {
            let isPlayback =
                device.firstMatch(of: /^\/dev\/snd\/(controlC\d|pcmC\dD0p) rw$/) != nil
            #expect(isPlayback, "\(device)")
        }
        let rules = try Repository.file("Systemd/60-meldpost.rules").text
        let capture = rules.split(separator: "\n").filter { $0.contains("*c\"") }
        #expect(!capture.isEmpty)
        for rule in capture { #expect(rule.contains(#"GROUP="root", MODE="0600""#)) }
    }

    /// The name puts it behind Debian's tag and before what comes of it.
    ///
    /// Broken once: without the rule, and with a rule that left out the second card.
    @Test func `P4 what records is not given to whoever is logged in at the screen`() throws {
        let name = "71-meldpost-capture.rules"
        #expect("70-uaccess.rules" < name && name < "73-seat-late.rules")
        let rules = try Repository.file("Systemd/\(name)").lines.filter {
            !$0.isEmpty && !$0.hasPrefix("#")
        }
        #expect(
            rules == [
                #"SUBSYSTEM=="sound", KERNEL=="pcmC[0-9]*D[0-9]*c", TAG-="uaccess""#
            ]
        )
        // The same nodes as those that belong to root.
        let nodes = #"SUBSYSTEM=="sound", KERNEL=="pcmC[0-9]*D[0-9]*c", "#
        #expect(try Repository.file("Systemd/60-meldpost.rules").text.contains("\n\(nodes)"))
        let package = try Repository.file("Systemd/package").text
        #expect(package.contains("\"$here\"/\(name)\n"))
    }

    /// SO_PEERCRED of every peer would be nobody's.
    @Test func `the station sees who its peers are`() throws {
        #expect(try Self.settings("meldpostd")["PrivateUsers"] == nil)
    }

    /// The names of the credentials that the sources below `target` read.
    private static func credentials(readBy target: String) -> Set<String> {
        let sources = Repository.files(below: "Sources/\(target)").map(\.code)
        let reading = /\.(?:read|base64)\(\s*name: "([^"]+)"/
        let naming = /credential: StaticString = "([^"]+)"/
        return Set(
            sources.flatMap { source in
                source.matches(of: reading).map { String($0.1) }
                    + source.matches(of: naming).map { String($0.1) }
            }
        )
    }

    /// Broken once: before the station was passed `first-supervisor`, which it reads.
    @Test(arguments: [
        ("meldpostd", "StationAssembly"), ("meldpost-courier", "CourierAssembly"),
        ("meldpost-inbox", "InboxServer"),
    ])
    func `every credential of a unit is one that its program reads, and the other way round`(
        unit: String,
        target: String
    ) throws {
        let given = try Self.settings(unit)["LoadCredential"] ?? []
        let read = Self.credentials(readBy: target)
        #expect(read.contains { $0.hasSuffix("-key") })
        #expect(Set(given) == Set(read.map { "\($0):/etc/meldpost/credentials/\($0)" }))
        #expect(given.count == read.count)
    }

    /// Broken once: without `SetCredential=` the unit fails where there is no such file, and with it
    /// panic.
    @Test func `P6 a credential of the station that is missing has a value in its place`() throws {
        let station = try Self.settings("meldpostd")
        let given = station["LoadCredential"] ?? []
        #expect(given.count == 2)
        #expect(station["SetCredential"] == given.map { "\($0.prefix { $0 != ":" }):none" })
    }

    /// The line of the supervisor too, which the reset takes away.
    ///
    /// Broken once: with the key decrypted by the station's own unit, as it was; systemd starts no
    /// service whose credential cannot be decrypted.
    @Test func `P6 another unit decrypts the key of the station, and panic does not need it`()
        throws
    {
        let unit = try Self.settings("meldpost-station-key")
        let credential = "station-key:/etc/meldpost/credentials/station-key.encrypted"
        #expect(unit["LoadCredentialEncrypted"] == [credential])
        #expect(unit["RuntimeDirectory"] == ["meldpost-station-key"])
        #expect(unit["RuntimeDirectoryMode"] == ["0711"])
        #expect(unit["TimeoutStartSec"] == ["10"] && unit["TimeoutStopSec"] == ["1"])
        #expect(unit["Restart"] == ["on-failure"])
        let file = "/run/meldpost-station-key/station-key"
        #expect(unit["ExecStart"] == ["/usr/bin/install -m 0400 %d/station-key \(file)"])
        let glance = try Repository.file("Sources/StationAssembly/KeyGlance.swift").text
        #expect(glance.contains("\"\(file)\""))
        let example = try Repository.file("Systemd/meldpostd-encrypted.conf").lines
        #expect(
            example.filter { !$0.hasPrefix("#") && !$0.isEmpty } == [
                "[Unit]", "Wants=meldpost-station-key.service",
                "After=meldpost-station-key.service",
                "[Service]", "LoadCredential=",
                "LoadCredential=first-supervisor:/etc/meldpost/credentials/first-supervisor",
                "LoadCredential=station-key:/run/meldpost-station-key/station-key",
            ]
        )
        let package = try Repository.file("Systemd/package").text
        #expect(package.contains("\"$here\"/meldpostd-encrypted.conf"))
        #expect(package.contains("\"$here\"/meldpost-station-key.service"))
    }

    /// Broken once: without `first-supervisor` in the list of the purge.
    @Test func `a purge that removes keys removes every credential of the box`() throws {
        let purge = try Repository.file("Systemd/box/postrm").text
        let names = try #require(purge.firstMatch(of: /for name in ([^;]+);/)).1
        let removed = Set(names.split { " \\\n".contains($0) }.map(String.init))
        let read = Self.credentials(readBy: "StationAssembly")
            .union(Self.credentials(readBy: "CourierAssembly"))
        #expect(removed == read.union(["station-key.encrypted", "courier-key.encrypted"]))
    }

    /// Broken once: without the certificate of the courier, whose list the reset had emptied.
    @Test(arguments: [
        ("meldpost-courier", ["courier-key"], "box"),
        ("meldpost-inbox", ["inbox-key", "inbox-tls-key"], "centre"),
    ])
    func `the example for encrypted keys passes what the unit passes, the keys encrypted`(
        unit: String,
        keys: [String],
        part: String
    ) throws {
        let given = try Self.settings(unit)["LoadCredential"] ?? []
        let isKey = { (line: String) in keys.contains { line.hasPrefix("\($0):") } }
        let example = "Systemd/\(unit)-encrypted.conf"
        let lines = try Repository.file(example).lines.map(String.init).filter {
            !$0.hasPrefix("#") && !$0.isEmpty
        }
        #expect(
            lines == ["[Service]", "LoadCredential="]
                + given.filter { !isKey($0) }.map { "LoadCredential=\($0)" }
                + given.filter(isKey).map { "LoadCredentialEncrypted=\($0).encrypted" }
        )
        let package = try Repository.file("Systemd/package").text
        #expect(package.contains("\"$here\"/\(unit)-encrypted.conf"))
        let purge = try Repository.file("Systemd/\(part)/postrm").text
        for key in keys { #expect(purge.contains(" \(key).encrypted")) }
    }

    /// The lines of the sandbox are in alphabetical order, so that one that is missing is seen.
    @Test(arguments: services + ["meldpost-devices@", "meldpost-station-key"])
    func `the lines of the sandbox stand in order`(unit: String) throws {
        let text = try Repository.file("Systemd/\(unit).service").text
        let service = try #require(text.components(separatedBy: "[Service]").last)
        let block = try #require(
            service.components(separatedBy: "\n\n").first { $0.contains("CapabilityBoundingSet") }
        )
        let keys = block.split(separator: "\n").filter { !$0.hasPrefix("[") && $0.contains("=") }
            .map { $0.split(separator: "=")[0] }
        #expect(keys.count > 15)
        #expect(keys == keys.sorted())
    }

    /// Broken once: with a path that must be there, as it was; systemd ends the unit with 226 then,
    /// before the program is run.
    @Test func `the folders of the sockets are those that the programs take`() throws {
        let folders = try Repository.file("Systemd/meldpost.tmpfiles").text
        let writable = try Self.settings("meldpostd")["ReadWritePaths"]?.first ?? ""
        for name in ["courier", "control"] {
            let path = "/run/meldpost/\(name)"
            #expect(folders.contains("d \(path) 2750 meldpost "))
            #expect(writable.split(separator: " ").contains { $0 == "-\(path)" })
            let sources = Repository.files(below: "Sources").map(\.text)
            #expect(sources.contains { $0.contains("\"\(path)/socket\"") })
        }
    }

    @Test func `every program has a manual page, and every page a program`() throws {
        let manifest = try Repository.file("Package.swift").text
        let programs = manifest.matches(of: /\.executable\(name: "([^"]+)"/).map { String($0.1) }
        let folder = Repository.root.appending(path: "Systemd/man").path(percentEncoded: false)
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder).map {
            String($0.dropLast(2))
        }
        // The demo is for whoever has the sources.
        #expect(pages.sorted() == programs.filter { $0 != "meldpost" }.sorted())
    }
}
