internal import ArgumentParser
internal import Glibc
internal import ProgramStreams
internal import ServiceTools

/// The technician's program.
@main
struct Program: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meldpostctl",
        abstract: "Shows how the station is, and nothing that anybody reported.",
        subcommands: [Status.self, Keys.self, Config.self, SelfTest.self, Panel.self],
        defaultSubcommand: Status.self
    )

    /// Where the station listens.
    struct Station: ParsableArguments {
        @Option(help: "The control socket of the station.")
        var socket = ServiceCommand.socketPath

        /// Asks, writes what came of it, and ends with its exit code.
        func ask(_ question: ServiceCommand.Question) throws {
            try end(ServiceCommand(question, socketPath: socket).run())
        }

        /// Writes what came of a command, and ends with its exit code; or with 74 where that is 0 and
        /// not all was taken.
        ///
        /// - Parameters:
        ///   - outcome: what came of it.
        ///   - isShown: whether what was shown before was taken.
        /// - Throws: the exit code, where it is not 0.
        func end(_ outcome: ServiceCommand.Outcome, isShown: Bool = true) throws {
            let isTaken = ProgramOutput.put(Array(outcome.output.utf8)) && isShown
            _ = ProgramOutput.write(Array(outcome.complaint.utf8), to: STDERR_FILENO)
            let code = isTaken ? 0 : ProgramOutput.refuseLoss(by: "meldpostctl")
            guard outcome.exitCode == 0 else { throw ExitCode(outcome.exitCode) }
            guard code == 0 else { throw ExitCode(code) }
        }
    }

    /// `meldpostctl status`.
    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what is wrong, since when, and what to do about it.",
            discussion: """
                Ends with 0 when all is well, with 1 when something needs attention, with 69 when \
                the station does not answer, and with 77 when you may not ask it.
                """
        )

        @OptionGroup var station: Station

        @Flag(help: "Write JSON.")
        var json = false

        func run() throws {
            try station.ask(json ? .statusAsJSON : .status)
        }
    }

    /// `meldpostctl keys`.
    struct Keys: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the number of the key list and the fingerprints of the keys."
        )

        @OptionGroup var station: Station

        func run() throws {
            try station.ask(.keys)
        }
    }
}
