import Foundation
import ProgramKit
import Testing

/// The program as the technician has it.
@Suite struct ProgramTests {
    private func run(_ words: [String]) throws -> (code: Int32, output: String) {
        let program = Process()
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        program.executableURL = URL(filePath: own)
            .deletingLastPathComponent()
            .appending(path: "meldpostctl")
        program.arguments = words
        let folder = TemporaryFolder()
        program.standardOutput = FileHandle(forWritingAtPath: folder.write("", to: "output"))
        program.standardError = FileHandle.nullDevice
        try program.run()
        program.waitUntilExit(atMost: .seconds(60))
        return (
            program.terminationStatus,
            String(decoding: folder.bytes("output") ?? [], as: UTF8.self)
        )
    }

    @Test(arguments: [
        "reports", "export", "records", "entries", "show", "open", "decrypt", "keys9",
    ])
    func `F69 there is no command that gives a report`(word: String) throws {
        let result = try run([word])
        #expect(result.code == 64)
        #expect(result.output.isEmpty)
    }

    @Test func `P8 the help names every command, and none of them reads a record`() throws {
        let help = try run(["--help"]).output
        let commands = help.split(separator: "\n")
            .drop { !$0.hasPrefix("SUBCOMMANDS:") }
            .dropFirst()
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See ") }
            .compactMap { $0.split(separator: " ").first }
        #expect(Set(commands) == ["status", "keys", "config", "selftest", "panel"])
    }
}
