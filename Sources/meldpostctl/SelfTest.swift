internal import ArgumentParser
internal import Glibc
internal import ProgramStreams
internal import ServiceTools

/// `meldpostctl selftest`.
struct SelfTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "selftest",
        abstract: "Guides through a test of the box, part by part.",
        discussion: """
            Keys, handset, lamps, tones, relay, panic button and lines are tried by somebody at the box; \
            the rest needs nobody. It ends at once when somebody lifts the handset, uses the desk or \
            calls, and when the panic button is pressed, which is an alarm unless the test asks for it. \
            Without a terminal it is as with --unattended.

            Ends with 0 when all passed, with 1 when something failed, with 2 when nothing failed and \
            not everything was done or answered, with 69 when the station does not answer, with 75 when \
            the box is in use, and with 77 when you may not ask it.
            """
    )

    @OptionGroup var station: Program.Station

    @Option(
        help: ArgumentHelp(
            "A part, and no other; may be given several times.",
            discussion: SelfTestCommand.parts.joined(separator: ", ") + ".",
            valueName: "part"
        )
    )
    var only: [String] = []

    @Flag(help: "Close the relay for a second without asking: a siren may hang on it.")
    var relay = false

    @Flag(help: "Only what needs nobody at the box; the rest is listed as not done.")
    var unattended = false

    func run() throws {
        let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        guard
            let command = SelfTestCommand(
                parts: only,
                isAttended: isTerminal && !unattended,
                movesRelay: relay,
                socketPath: station.socket
            )
        else {
            throw ValidationError("--only takes: \(SelfTestCommand.parts.joined(separator: ", ")).")
        }
        var isShown = true
        let outcome = command.run(
            show: { isShown = ProgramOutput.put(Array($0.utf8)) && isShown },
            typed: Self.typed
        )
        try station.end(outcome, isShown: isShown)
    }

    /// How much of a paste is taken before the station is listened to again.
    private static let typedLimit = 65_536

    /// What was typed since the last call, without waiting; nothing where nothing can come any more.
    private static func typed() -> [UInt8]? {
        var typed: [UInt8] = []
        var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while typed.count < Self.typedLimit, poll(&request, 1, 0) > 0 {
            var bytes = [UInt8](repeating: 0, count: 4_096)
            let count = read(STDIN_FILENO, &bytes, bytes.count)
            if count < 0, errno == EINTR || errno == EAGAIN { break }
            guard count > 0 else { return nil }
            typed += bytes.prefix(count)
        }
        return typed
    }
}
