internal import ArgumentParser
internal import DeskTools

@main
struct MeldpostDesk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meldpost-desk",
        abstract: "Opens what the stations sent: worklist, records, steps, panic, statistics.",
        discussion: """
            What a record says is written to standard output only.
            """,
        subcommands: [
            List.self, Calls.self, Show.self, Step.self, Accept.self, Statistics.self,
            Conditions.self,
            ClearCondition.self, AgeTool.self,
        ]
    )
}

/// Where the configuration is, for every command that needs the inbox.
struct DeskOptions: ParsableArguments {
    @Option(
        help: """
            The configuration file; else $MELDPOST_DESK_CONFIG or ~/.config/meldpost/desk.toml.
            """
    )
    var config: String?

    /// Runs a command and ends the program with its exit code.
    func run(_ command: DeskProgram.Command) async throws {
        throw ExitCode(await DeskProgram.run(command, configuration: config))
    }
}
