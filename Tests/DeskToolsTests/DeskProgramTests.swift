import Foundation
import InboxKit
import MeldpostCore
import ProgramKit
import Testing

@testable import DeskTools

/// The program `meldpost-desk` with its exit codes, against a real inbox.
@Suite struct DeskProgramTests {
    private func call(_ arguments: [String]) throws -> AgeProgramCall {
        try AgeProgramCall(program: BuiltProduct.desk, arguments: arguments)
    }

    @Test func `list and show write to standard output, and an unknown ID ends with 1`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let advice = AdviceContent(
            answers: CodedAnswers(codes: [:], listVersion: "1"),
            dangerNow: .no
        )
        let entry = box.append(.adviceRequest(advice), keys: files.keys)
        let loads = box.pieces(of: entry)
        try files.withLedger { ledger in
            for load in loads {
                _ = try ledger.exchange(box.cell(load), at: UnixTime(milliseconds: 1))
            }
        }
        let (list, show, unknown) = try await files.serve { ports in
            let path = files.writeDesk(port: ports.desk)
            let list = try call(["list", "--config", path])
            let line = String(decoding: list.output, as: UTF8.self).split(separator: "\n")
                .first { $0.hasPrefix("*") && $0.contains("advice request") }
            let id = String(line?.dropFirst().prefix(9) ?? "")
            return (
                list, try call(["show", id, "--source", "--config", path]),
                try call(["show", "0000-0000", "--config", path])
            )
        }
        #expect(list.exitCode == 0 && list.words.isEmpty)
        #expect(show.exitCode == 0)
        let shown = String(decoding: show.output, as: UTF8.self)
        #expect(shown.contains("advice request") && shown.contains("nobody is named"))
        #expect(unknown.exitCode == 1 && unknown.output.isEmpty)
        #expect(unknown.words == "meldpost-desk: there is nothing with this ID\n")
    }

    @Test(arguments: UntakenOutput.allCases)
    func `what standard output does not take ends with 74`(output: UntakenOutput) async throws {
        let files = InboxFiles([VirtualBox()])
        let run = try await files.serve { ports in
            let words = ["list", "--config", files.writeDesk(port: ports.desk)]
            let run = try StartedProgram("meldpost-desk", words, prefix: output.prefix)
            return (run.end(), run.text)
        }
        #expect(run == (74, "meldpost-desk: the output was not taken\n"))
    }

    @Test
    func `a missing configuration, a wrong key and an inbox that is away end with their codes`()
        throws
    {
        let files = InboxFiles([VirtualBox()])
        #expect(try call(["list", "--config", files.folder.path + "/none"]).exitCode == 66)
        let path = files.writeDesk(port: 1)
        let away = try call(["list", "--config", path])
        #expect(away.exitCode == 69)
        #expect(away.words == "meldpost-desk: the inbox was not reached (centre.not-connected)\n")
        let key = Data(CentreKeys().desk.seed.value).base64EncodedData()
        files.folder.write(key, to: "desk-key")
        let wrong = try call(["conditions", "--config", path])
        #expect(wrong.exitCode == 78)
        #expect(wrong.words.contains("keys.desk_key must be one of the desk keys"))
        #expect(try call(["step", "--config", path]).exitCode == 64)
    }

    @Test(arguments: [("desk-key", "keys.desk_key"), ("desk-key.pem", "inbox.key")])
    func `a key that others can read is refused`(name: String, key: String) throws {
        let files = InboxFiles([VirtualBox()])
        let path = files.writeDesk(port: 1)
        #expect(chmod("\(files.folder.path)/\(name)", 0o644) == 0)
        let run = try call(["list", "--config", path])
        #expect(run.exitCode == 77)
        #expect(run.words.contains("\(key) must be readable by its owner only"))
    }
}
