import ControlProtocol
import Foundation
import LocalSockets
import ProgramKit
import ServiceTools
import Testing

@Suite struct ServiceCommandTests {
    private let base = TemporaryFolder()
    private var folder: String { base.path }

    private var path: String { "\(folder)/control.sock" }

    /// What comes of `question` when a station answers with `packet`, or hangs up.
    private func outcome(
        _ question: ServiceCommand.Question,
        packet: [UInt8]?
    ) async throws -> ServiceCommand.Outcome {
        let listener = try LocalListener(path: path, mode: 0o600, backlog: 1)
        let path = path
        defer { listener.close() }
        async let station: StatusRequest? = OwnThread.run {
            guard let connection = try? listener.accept(),
                let asked = try? connection.receive(limit: .seconds(5))
            else { return nil }
            if let packet { try? connection.send(packet) }
            connection.close()
            return try? StatusRequest(decoding: asked)
        }
        let outcome = await OwnThread.run {
            ServiceCommand(question, socketPath: path).run()
        }
        #expect(await station == StatusRequest(.status))
        return outcome
    }

    private func outcome(
        _ question: ServiceCommand.Question,
        _ report: StatusReport
    ) async throws -> ServiceCommand.Outcome {
        try await outcome(question, packet: report.encoded())
    }

    @Test func `a station that is well is said to be well, and the code is 0`() async throws {
        let outcome = try await outcome(.status, .well)
        #expect(outcome.exitCode == 0)
        #expect(
            outcome.output == """
                Meldpost 1.0.0, running for 2 days.

                All is well.

                Centre     answers come from the centre
                Waiting    nothing waits to be sent
                Clock      confirmed by the centre
                Journal    open
                Panic      button and wire are in order
                Texts      version 2026-2 (0123 4567 89ab cdef), approved by native speakers
                Keys       list number 4 (meldpostctl keys)

                """
        )
        #expect(outcome.complaint.isEmpty)
    }

    @Test func `what is wrong is said with for how long and what to do, and the code is 1`()
        async throws
    {
        let outcome = try await outcome(.status, .unwell)
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.output == """
                Meldpost 1.0.0, running for less than an hour.

                2 things need attention:

                ALARM    A panic alarm has not reached the centre. [panic.not-delivered]
                         For less than an hour.
                         Do: Call the police and the centre by telephone now, then look at the
                         network.

                warning  The centre does not answer. [centre.unreachable]
                         For 2 days.
                         Do: See whether the router has light and whether other devices have
                         internet.

                Centre     the centre does not answer (courier.not-connected)
                Waiting    1-4 entries wait to be sent, or to be opened at the desk
                Clock      not confirmed since the last start; terms are counted on the early
                           side
                Journal    open, and an older file that could not be used is kept beside it;
                           damaged rows set apart: 5-19
                Panic      an alarm is not reset yet
                Panel      refused frames: 20+; panic contacts too short for a press: 1-4
                Texts      version 2026-2 (0123 4567 89ab cdef), not all approved by a native
                           speaker
                Keys       no key list

                """
        )
    }

    @Test func `JSON is the report, and has the same code`() async throws {
        let outcome = try await outcome(.statusAsJSON, .unwell)
        #expect(outcome.exitCode == 1)
        #expect(try StatusReport(decoding: Array(outcome.output.utf8)) == .unwell)
    }

    /// What the program says and ends with whose output is not taken, by a station that answers so.
    private func untaken(
        _ output: UntakenOutput,
        _ words: [String],
        _ report: StatusReport
    ) async throws -> (code: Int32, words: String) {
        let listener = try LocalListener(path: path, mode: 0o600, backlog: 1)
        defer { listener.close() }
        async let station: Void = OwnThread.run {
            let connection = try? listener.accept()
            _ = try? connection?.receive(limit: .seconds(5))
            try? connection?.send(report.encoded())
            connection?.close()
        }
        let run = try StartedProgram(
            "meldpostctl",
            words + ["--socket", path],
            prefix: output.prefix
        )
        let code = run.end()
        // Where nobody came, nobody is waited for any more.
        listener.close()
        await station
        return (code, run.text)
    }

    @Test(.timeLimit(.minutes(1)), arguments: UntakenOutput.allCases)
    func `what standard output does not take is said, and ends with 74 where all is well`(
        output: UntakenOutput
    ) async throws {
        let words = "meldpostctl: the output was not taken\n"
        #expect(try await untaken(output, ["status"], .well) == (74, words))
        #expect(try await untaken(output, ["status"], .unwell) == (1, words))
        #expect(try await untaken(output, ["keys"], .well) == (74, words))
    }

    @Test func `keys are shown by their fingerprints`() async throws {
        let outcome = try await outcome(.keys, .well)
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.hasPrefix("Key list number 4.\n\ninbox      0011 2233 4455 6677\n"))
        let line = "case       8899 aabb ccdd eeff (sint-eustatius/advice-and-reporting)\n"
        #expect(outcome.output.contains(line))
    }

    @Test func `no key list is said in words`() async throws {
        let outcome = try await outcome(.keys, .unwell)
        #expect(outcome.exitCode == 1)
        #expect(outcome.output == "No key list is installed: the station takes no reports.\n")
    }

    @Test(arguments: [ServiceCommand.Question.status, .statusAsJSON, .keys])
    func `F36 nothing in a report can move the cursor`(
        question: ServiceCommand.Question
    ) async throws {
        let evil = "a\u{1B}[2J\r\n\u{9B}31m\u{7}\u{202E}é\u{0}"
        let outcome = try await outcome(question, StatusReport.well.with(condition: evil))
        let bytes = Set(outcome.output.utf8)
        #expect(bytes.isSubset(of: Set(0x20..<0x7F).union([0x0A])))
        #expect(!outcome.output.isEmpty)
    }

    @Test func `every line fits eighty columns, whatever the words`() async throws {
        let long = String(repeating: "averyveryverylongword", count: 12) + " and shorter ones too"
        let outcome = try await outcome(.status, StatusReport.well.with(condition: long))
        for line in outcome.output.split(separator: "\n") {
            #expect(line.count <= 80)
        }
        #expect(outcome.output.contains("shorter"))
    }

    @Test func `a station that is not there ends with 69`() {
        let outcome = ServiceCommand(.status, socketPath: path).run()
        #expect(outcome.exitCode == 69)
        #expect(outcome.output.isEmpty)
        #expect(outcome.complaint.contains("systemctl status meldpostd"))
    }

    @Test func `a station that hangs up ends with 69`() async throws {
        #expect(try await outcome(.status, packet: nil).exitCode == 69)
    }

    @Test func `a station of another version ends with 76`() async throws {
        let packet = Array("{\"version\":9}".utf8)
        #expect(try await outcome(.status, packet: packet).exitCode == 76)
    }
}
