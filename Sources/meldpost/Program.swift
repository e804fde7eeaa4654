internal import ArgumentParser
internal import DemoAssembly

/// The program that shows what Meldpost is.
@main
struct Program: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meldpost",
        abstract: "Try Meldpost, the box at the desk and its centre.",
        subcommands: [DemoCommand.self, KeeperCommand.self]
    )
}

/// `meldpost demo`.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run a box and its centre together on this terminal.",
        discussion: """
            Keys and certificates are made on the spot in a temporary folder. The inbox, the \
            courier and the station run as separate processes, and this terminal is the panel. \
            At the end everything is removed.
            """
    )

    @Option(
        help: ArgumentHelp(
            "How long a slot of the exchange with the centre is, in milliseconds.",
            discussion: "200 to 20000. A real box has 20000.",
            valueName: "milliseconds"
        )
    )
    var slotMilliseconds = 250

    @Flag(help: "Leave the folder when the demo ends, and print its path.")
    var keepFolder = false

    @Option(
        help: ArgumentHelp(
            "The catalogue of sounds that meldpost-prompts made.",
            discussion: "With it the station speaks where there is a sound card.",
            valueName: "folder"
        )
    )
    var voice: String?

    @Option(help: "The sound device, as ALSA names it; without it the default one.")
    var device: String?

    @Option(
        help: ArgumentHelp(
            "Write what is said into this new folder, a WAV file each, with a list of times.",
            discussion: "It needs --voice, and no sound card.",
            valueName: "folder"
        )
    )
    var wav: String?

    func validate() throws {
        guard voice != nil || (wav == nil && device == nil) else {
            throw ValidationError("--wav and --device need --voice")
        }
        guard DemoOptions.slots.contains(slotMilliseconds) else {
            throw ValidationError("--slot-milliseconds: 200 to 20000")
        }
    }

    func run() throws {
        let options = DemoOptions(
            slotMilliseconds: slotMilliseconds,
            keepsFolder: keepFolder,
            voice: voice.map { DemoVoice(catalogue: $0, device: device, waves: wav) }
        )
        let code = Demo.run(options)
        if code != 0 { throw ExitCode(code) }
    }
}

/// The process that cleans up after a demo that crashed.
struct KeeperCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Demo.keeperCommand,
        abstract: "Clean up after a demo; started by the demo itself.",
        shouldDisplay: false
    )

    func run() {
        Demo.keep()
    }
}
