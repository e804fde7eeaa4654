internal import ArgumentParser
internal import Glibc
internal import ProgramStreams
internal import ServiceTools

/// `meldpostctl panel`.
struct Panel: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks at the panel.",
        subcommands: [Watch.self]
    )

    /// `meldpostctl panel watch`.
    struct Watch: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what happens at the panel, and never which key.",
            discussion: """
                One line for each event, by kind, until Ctrl-C or for an hour. It writes to a terminal \
                only: elsewhere the lines would be kept, and tell when somebody was at the kiosk.
                """
        )

        @OptionGroup var station: Program.Station

        func run() throws {
            guard isatty(STDOUT_FILENO) == 1 else {
                throw ValidationError("The panel can be watched on a terminal only.")
            }
            let outcome = WatchCommand(socketPath: station.socket)
                .run { _ = ProgramOutput.put(Array($0.utf8)) }
            try station.end(outcome)
        }
    }
}
