import Foundation
import Testing

/// P8: what the technician's program is made of holds no type that could contain a report.
@Suite struct BlindServiceTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func sources(of folder: String) throws -> [String] {
        let url = Self.root.appendingPathComponent("Sources/\(folder)")
        let files = try FileManager.default.contentsOfDirectory(
            at: url,
            includingPropertiesForKeys: nil
        )
        return try files.filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }

    private func imports(of folder: String) throws -> Set<String> {
        let lines = try sources(of: folder).flatMap { $0.split(separator: "\n") }
        return Set(
            lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place <= 2,
                    place + 1 < words.count
                else { return nil }
                return String(words[place + 1])
            }
        )
    }

    @Test func `P8 the technician's program imports the control protocol and the sockets only`()
        throws
    {
        #expect(try imports(of: "ServiceTools") == ["ControlProtocol", "LocalSockets"])
        #expect(
            try imports(of: "meldpostctl") == [
                "ArgumentParser", "Glibc", "ProgramStreams", "ServiceTools",
            ]
        )
        #expect(try imports(of: "ProgramStreams") == ["Glibc"])
        #expect(
            try imports(of: "ControlProtocol").isSubset(of: [
                "FoundationEssentials", "MeldpostCore",
            ])
        )
        #expect(
            try imports(of: "LocalSockets").isSubset(of: ["CLinux", "Glibc", "Synchronization"])
        )
    }

    @Test func `P8 of the core, the control protocol names faults and lanes only`() throws {
        let core = ["Content", "Station", "Visit", "Questionnaire"]
        var types = try core.reduce(into: Set<String>()) { types, folder in
            types.formUnion(try declared(in: "MeldpostCore/\(folder)"))
        }
        types.formUnion(["Redacted", "RandomID", "StationID"])
        #expect(
            types.isSuperset(of: ["RecordContent", "Stimulus", "CourierFault", "ExchangeLane"])
        )
        types.subtract(["CourierFault", "ExchangeLane", "Condition"])
        for folder in ["ControlProtocol", "ServiceTools", "meldpostctl"] {
            // A name that the folder declares is its own.
            let foreign = types.subtracting(try declared(in: folder))
            for text in try sources(of: folder) {
                let code = text.split(separator: "\n")
                    .filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
                    .joined(separator: "\n")
                    .replacing(/"[^"\n]*"/, with: "")
                let words = Set(code.matches(of: /\b[A-Z]\w+\b/).map { String($0.output) })
                #expect(words.intersection(foreign).isEmpty)
            }
        }
    }

    private func declared(in folder: String) throws -> Set<String> {
        try sources(of: folder).reduce(into: []) { names, text in
            for match in text.matches(of: /(?:struct|enum|class|actor|typealias) ([A-Z]\w+)/) {
                names.insert(String(match.1))
            }
        }
    }
}
