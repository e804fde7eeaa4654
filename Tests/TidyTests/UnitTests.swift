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

    /// SO_PEERCRED of every peer would be nobody's.
    @Test func `the station sees who its peers are`() throws {
        #expect(try Self.settings("meldpostd")["PrivateUsers"] == nil)
    }

    @Test func `every credential of a unit is one that its program reads, and the other way round`()
        throws
    {
        let wanted = [
            "meldpostd": ["station-key"],
            "meldpost-courier": ["courier-certificate", "courier-key"],
            "meldpost-inbox": ["inbox-certificate", "inbox-key", "inbox-tls-key"],
        ]
        for (unit, names) in wanted {
            let given = try Self.settings(unit)["LoadCredential"] ?? []
            #expect(given == names.map { "\($0):/etc/meldpost/credentials/\($0)" })
        }
    }

    /// The lines of the sandbox are in alphabetical order, so that one that is missing is seen.
    @Test(arguments: services + ["meldpost-devices"])
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

    @Test func `the folders of the sockets are those that the programs take`() throws {
        let folders = try Repository.file("Systemd/meldpost.tmpfiles").text
        let writable = try Self.settings("meldpostd")["ReadWritePaths"]?.first ?? ""
        for name in ["courier", "control"] {
            let path = "/run/meldpost/\(name)"
            #expect(folders.contains("d \(path) 2750 meldpost "))
            #expect(writable.split(separator: " ").contains { $0 == path })
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
