import Foundation
import ProgramKit

@testable import DemoAssembly

/// The centre of an appliance: a real inbox outside it, and the desk.
final class Centre {
    private let folder: ApplianceFolder
    private let network: ApplianceNetwork
    private var inbox: StartedProgram?

    init(_ folder: ApplianceFolder, _ network: ApplianceNetwork) throws {
        self.folder = folder
        self.network = network
        let program = try StartedProgram(
            "meldpost-inbox",
            ["--config", "\(folder.path)/centre/inbox.toml"]
                + ["--credentials", "\(folder.path)/centre/inbox"],
            prefix: network.prefix
        )
        guard program.wait(for: "ready") || program.process.isRunning else {
            throw ApplianceFolder.Fault(words: "no inbox")
        }
        inbox = program
    }

    /// Ends the inbox.
    func end() {
        guard let process = inbox?.process, process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit(atMost: .seconds(30))
    }

    /// Runs the desk's program.
    func desk(_ words: [String]) throws -> String {
        let program = try StartedProgram(
            "meldpost-desk",
            words,
            prefix: network.prefix,
            environment: ["MELDPOST_DESK_CONFIG": "\(folder.path)/centre/desk.toml"]
        )
        _ = program.end()
        return program.output
    }

    /// The panic records that have come, opened or not.
    func panicRecords() throws -> [String] {
        try desk(["list", "--all"]).split(separator: "\n").map(String.init)
            .filter { $0.contains("panic record") }
    }

    /// The report to open that came since the list was `before`: the log of a call is listed as one, too.
    func reportToOpen(since before: [String]) throws -> String? {
        func id(_ line: String) -> Substring { line.dropFirst().prefix { $0 != " " } }
        let known = Set(before.map(id))
        return DeskListing.recordToOpen(
            in: try list(" report ").filter { !known.contains(id($0)) }
        )
    }

    /// The lines of the desk's list that hold `word`.
    func list(_ word: String) throws -> [String] {
        try desk(["list"]).split(separator: "\n").map(String.init).filter { $0.contains(word) }
    }
}
