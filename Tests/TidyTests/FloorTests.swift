import Foundation
import Testing

/// The floors of DESIGN 3: a target imports only floors below it, and a door never imports a door.
@Suite struct FloorTests {
    /// What each target may import of ours.
    static let mayImport: [String: Set<String>] = [
        "CAlsa": [],
        "CGpiod": [],
        "CLinux": [],
        "CSQLite": [],
        "AgeFormat": [],
        "DeviceThreads": [],
        "ProgramStreams": [],
        "SQLiteStore": ["CSQLite"],
        "PanelProtocol": [],
        "PanelCore": ["PanelProtocol"],
        "CBoard": [],
        "CPicoBoot": [],
        "BoardKit": ["CBoard", "PanelCore"],
        "BoardPico": ["BoardKit", "PanelCore", "PanelProtocol"],
        "BoardLM3S": ["BoardKit", "PanelCore", "PanelProtocol"],
        "MeldpostCore": [],
        "RecordFormat": ["MeldpostCore", "AgeFormat"],
        "ControlProtocol": ["MeldpostCore"],
        "DeskProtocol": ["MeldpostCore"],
        "TerminalPanel": ["MeldpostCore", "DeviceThreads"],
        "SerialPanel": ["MeldpostCore", "DeviceThreads", "PanelProtocol"],
        "GPIOLines": [
            "CGpiod", "MeldpostCore", "DeviceThreads", "PanelProtocol", "PanelCore",
        ],
        "SpokenPrompts": ["CAlsa", "MeldpostCore", "DeviceThreads"],
        "JournalStore": ["MeldpostCore", "RecordFormat", "SQLiteStore"],
        "CentreLink": ["MeldpostCore"],
        "LocalSockets": ["CLinux"],
        "StrictConfiguration": ["CLinux", "ProgramStreams"],
        "JournalLogging": [],
        "SystemdService": ["CLinux"],
        "StationAssembly": [
            "MeldpostCore", "RecordFormat", "AgeFormat", "ControlProtocol", "TerminalPanel",
            "SerialPanel", "GPIOLines",
            "JournalStore", "LocalSockets", "JournalLogging", "StrictConfiguration",
            "DeviceThreads", "ProgramStreams", "SpokenPrompts", "SystemdService",
        ],
        "CourierAssembly": [
            "MeldpostCore", "ControlProtocol", "LocalSockets", "CentreLink", "JournalLogging",
            "StrictConfiguration", "DeviceThreads", "ProgramStreams", "SystemdService",
        ],
        "ServiceTools": ["ControlProtocol", "LocalSockets"],
        "PromptTools": ["SpokenPrompts", "MeldpostCore", "ProgramStreams"],
        "InboxServer": [
            "MeldpostCore", "RecordFormat", "DeskProtocol", "SQLiteStore", "JournalLogging",
            "StrictConfiguration", "DeviceThreads", "ProgramStreams", "SystemdService",
        ],
        "DeskTools": [
            "MeldpostCore", "RecordFormat", "AgeFormat", "DeskProtocol", "CentreLink",
            "StrictConfiguration", "ProgramStreams",
        ],
        "DemoAssembly": [
            "MeldpostCore", "RecordFormat", "AgeFormat", "TerminalPanel", "DeviceThreads",
            "SpokenPrompts",
        ],
        "meldpostd": ["StationAssembly"],
        "meldpost-courier": ["CourierAssembly"],
        "meldpostctl": ["ServiceTools", "ProgramStreams"],
        "meldpost-prompts": ["PromptTools"],
        "meldpost-inbox": ["InboxServer"],
        "meldpost-desk": ["DeskTools"],
        "meldpost": ["DemoAssembly"],
    ]

    /// What each target may import of others, besides the standard library.
    static let mayImportForeign: [String: Set<String>] = [
        "AgeFormat": ["Crypto", "CryptoExtras", "FoundationEssentials", "Glibc"],
        "DeviceThreads": ["Glibc", "Synchronization"],
        "ProgramStreams": ["Glibc"],
        "SQLiteStore": ["Glibc", "Synchronization"],
        "MeldpostCore": [],
        "RecordFormat": ["Crypto", "CryptoExtras", "FoundationEssentials", "Glibc"],
        "ControlProtocol": ["FoundationEssentials"],
        "DeskProtocol": ["FoundationEssentials"],
        "TerminalPanel": ["Glibc", "Synchronization"],
        "SerialPanel": ["Glibc", "Synchronization"],
        "GPIOLines": ["Glibc", "Synchronization"],
        "SpokenPrompts": ["Crypto", "FoundationEssentials", "Glibc", "Synchronization"],
        "PromptTools": ["FoundationEssentials", "Glibc"],
        "JournalStore": ["Glibc"],
        "CentreLink": [
            "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL", "X509", "SwiftASN1", "Synchronization",
            "FoundationEssentials",
        ],
        "LocalSockets": ["Glibc", "Synchronization"],
        "StrictConfiguration": ["TOMLKit", "FoundationEssentials", "Glibc"],
        "JournalLogging": ["Logging", "Glibc", "Synchronization"],
        "SystemdService": ["Glibc"],
        "StationAssembly": ["Logging", "FoundationEssentials", "Glibc", "Synchronization"],
        "CourierAssembly": ["Logging", "Synchronization", "Glibc"],
        "ServiceTools": [],
        "InboxServer": [
            "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "NIOCore", "NIOSSL", "NIOTLS",
            "Logging", "ServiceLifecycle", "Synchronization", "Glibc", "FoundationEssentials",
            "UnixSignals",
        ],
        "DeskTools": ["Glibc", "Synchronization"],
        "DemoAssembly": [
            "X509", "SwiftASN1", "Crypto", "FoundationEssentials", "Glibc",
        ],
    ]

    @Test func `every target imports only what its floor allows`() throws {
        let statement =
            #/^(?:@\w+(?:\(\w+\))? +)*(?:public |internal |private )?import (?:(?:struct|class|enum|func|protocol|typealias|let|var) )?(\w+)/#
            .anchorsMatchLineEndings()
        var seen: Set<String> = []
        for file in Repository.sources {
            let target = file.target
            seen.insert(target)
            let isProgram = target.hasPrefix("meldpost")
            let own = try #require(Self.mayImport[target], "no floor for \(target)")
            let foreign =
                isProgram ? ["ArgumentParser", "Glibc"] : Self.mayImportForeign[target] ?? []
            for match in file.text.matches(of: statement) {
                let module = String(match.1)
                #expect(
                    own.contains(module) || foreign.contains(module),
                    "\(file.path) imports \(module)"
                )
            }
        }
        #expect(seen.isSubset(of: Set(Self.mayImport.keys)))
    }

    @Test func `doors do not import doors`() {
        let doors: Set = [
            "TerminalPanel", "SerialPanel", "GPIOLines", "SpokenPrompts", "JournalStore",
            "CentreLink",
            "LocalSockets",
            "JournalLogging",
            "StrictConfiguration", "SystemdService",
        ]
        for door in doors {
            #expect(Self.mayImport[door, default: []].isDisjoint(with: doors))
        }
    }

    /// P3: what hears people has no network code in it, and P8: the technician's program has no
    /// type that could hold content.
    @Test func `the station has no network code and the technician no content types`() {
        func closure(_ target: String) -> Set<String> {
            Self.mayImport[target, default: []].reduce(into: [target]) { all, next in
                all.formUnion(closure(next))
            }
        }
        #expect(!closure("meldpostd").contains("CentreLink"))
        for target in closure("meldpostd") {
            let foreign = Self.mayImportForeign[target, default: []]
            #expect(foreign.allSatisfy { !$0.hasPrefix("NIO") && !$0.hasPrefix("Hummingbird") })
        }
        #expect(!Self.mayImport["ServiceTools", default: []].contains("MeldpostCore"))
        #expect(closure("meldpostctl").isDisjoint(with: ["RecordFormat", "AgeFormat"]))
        #expect(closure("meldpost-courier").isDisjoint(with: ["RecordFormat", "JournalStore"]))
    }

    /// Broken once: a target that was taken out of the page.
    @Test func `every target stands in the page about the floors, and no other`() throws {
        let page = try Repository.file("Sources/Meldpost.docc/Floors.md").text
        let rows = page.matches(of: /(?m)^\| \d \| ([^|]+) \|/)
        let named = rows.flatMap { $0.1.matches(of: /`([^`]+)`/).map { String($0.1) } }
        #expect(named.sorted() == Self.mayImport.keys.sorted())
    }

    @Test func `full Foundation is in no target`() throws {
        let found = try Repository.matches(
            of: #"(?m)^.*import Foundation$"#,
            in: Repository.files(below: "Sources")
        )
        #expect(found.isEmpty, "\(found)")
    }
}
