import CrashKit
import Foundation
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

/// Tests with the workload as a process of its own; one at a time, for the machine is shared.
@Suite(.serialized) struct RealProcessTests {
    @Test(.timeLimit(.minutes(2)))
    func `F38 nothing acknowledged is lost when the program is killed at any moment`() throws {
        let folder = TemporaryFolder()
        var random = SeededGenerator(seed: 9)
        var promised: UInt64 = 0
        // A machine with a slow disk or other work promises less between two kills.
        var kills = 0
        while kills < 24 || promised <= 50, kills < 240 {
            kills += 1
            let process = Process()
            let pipe = Pipe()
            process.executableURL = URL(fileURLWithPath: Self.workload)
            process.arguments = ["append", folder.path, "100000", "3000"]
            process.standardOutput = pipe
            try process.run()
            // From within opening to many commits later.
            usleep(UInt32.random(in: 2_000...90_000, using: &random))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let output = String(
                decoding: pipe.fileHandleForReading.readDataToEndOfFile(),
                as: UTF8.self
            )
            // A line that was cut off is not an acknowledgement.
            for line in output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            where line.hasPrefix("stored ") {
                promised = max(promised, UInt64(line.dropFirst(7)) ?? 0)
            }
            #expect(!output.contains("fault"))
        }
        #expect(promised > 50)
        let answer = check(folder.path, promised)
        #expect(answer == "ok")
    }

    private func check(_ path: String, _ promised: UInt64) -> String {
        let process = Process()
        let input = Pipe()
        let folder = TemporaryFolder()
        process.executableURL = URL(fileURLWithPath: Self.workload)
        process.arguments = ["check"]
        process.standardInput = input
        process.standardOutput = FileHandle(forWritingAtPath: folder.write("", to: "output"))
        guard (try? process.run()) != nil else { return "not started" }
        try? input.fileHandleForWriting.give("\(path) \(promised)\n".utf8)
        try? input.fileHandleForWriting.close()
        process.waitUntilExit(atMost: .seconds(60))
        let answer = String(decoding: folder.bytes("output") ?? [], as: UTF8.self)
        return answer.trimmingCharacters(in: .newlines)
    }

    @Test(.enabled(if: try Need.program("strace").isMet))
    func `P1 the system sees one fdatasync for each append`() throws {
        func syncs(appends: Int) throws -> Int {
            let folder = TemporaryFolder()
            let trace = folder.file("trace")
            let state = folder.file("state")
            let words = [
                "-f", "-e", "trace=fdatasync,fsync", "-o", trace, Self.workload, "append", state,
                "\(appends)", "100",
            ]
            let result = Command.run("strace", words)
            #expect(result.status == 0)
            let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
            return lines.count { $0.contains("fdatasync(") && $0.contains("= 0") }
        }
        // Two runs, so that the syncs of the opening fall out; few enough for no checkpoint.
        #expect(try syncs(appends: 3) - syncs(appends: 1) == 2)
    }

    @Test func `F48 a journal of 100,000 entries opens in 5 s and 64 MB`() throws {
        let folder = TemporaryFolder()
        try LongJournal.make(in: folder.path, entries: 100_000)
        let result = Command.run(Self.workload, ["open", folder.path])
        #expect(result.status == 0)
        let numbers = result.output.split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
        try #require(numbers.count == 3)
        #expect(numbers[0] == 100_000)
        #expect(numbers[1] <= 5000, "milliseconds of processor time to open and read the memory")
        #expect(numbers[2] <= 64 * 1024, "kilobytes at the peak")
    }

    /// The program of these tests, beside this one.
    private static let workload = StartedProgram.path(of: "JournalWorkload")

    private static let canReplay =
        Need.root + .file("/dev/fuse") + .file("/dev/loop-control")
        + .program("qemu-storage-daemon") + .program("python3") + .program("mkfs.ext4")

    private struct Answer: Decodable {
        let points: Int
        let acknowledged: Int
        let violations: Int
        let kinds: [String]
        let millisecondsPerPoint: Int
    }

    private func replay(points: Int, _ options: [String] = []) throws -> Answer {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("power_cut_replay.py").path
        let words = [script, Self.workload, "\(points)", "120", "2500", "1"] + options
        let result = Command.run("python3", words)
        return try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
    }

    @Test(.enabled(if: try canReplay.isMet))
    func `F38 no power cut of a real ext4 loses what was acknowledged`() throws {
        let answer = try replay(points: CrashPoints.replayed)
        #expect(answer.acknowledged == 120)
        #expect(answer.points >= min(CrashPoints.replayed, 100))
        #expect(answer.violations == 0, "\(answer.kinds)")
    }

    @Test(.enabled(if: try canReplay.isMet))
    func `F38 the same power cuts of a real ext4 find that nothing was synced`() throws {
        let answer = try replay(points: 24, ["--skip-syncs"])
        #expect(answer.violations > 2, "\(answer.kinds)")
    }
}
