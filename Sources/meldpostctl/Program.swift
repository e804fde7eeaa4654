internal import ArgumentParser
internal import Glibc
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

        /// Writes what came of a command, and ends with its exit code.
        func end(_ outcome: ServiceCommand.Outcome) throws {
            let isTaken = Program.put(outcome.output, to: STDOUT_FILENO)
            _ = Program.put(outcome.complaint, to: STDERR_FILENO)
            guard outcome.exitCode == 0 else { throw ExitCode(outcome.exitCode) }
            guard isTaken else {
                _ = Program.put("meldpostctl: the output was not taken\n", to: STDERR_FILENO)
                throw ExitCode(EX_IOERR)
            }
        }
    }

    /// Writes `text`, however many calls of the system it takes; whether all of it was taken.
    static func put(_ text: String, to descriptor: Int32) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return false }
            bytes = bytes.dropFirst(max(0, count))
        }
        return true
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
