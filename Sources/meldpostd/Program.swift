internal import ArgumentParser
internal import StationAssembly

/// The station: panel, machine and journal of the box, without a network.
@main
struct MeldpostStation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meldpostd",
        abstract: "The station of Meldpost: panel, machine and journal. It has no network.",
        subcommands: [
            Run.self, Texts.self, PrintQuestionnaire.self, FirstSupervisorCredential.self,
        ],
        defaultSubcommand: Run.self
    )
}

/// Runs the station.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the station.")

    @Option(help: "The configuration file.")
    var config = "/etc/meldpost/station.toml"

    @Option(help: "The directory of the credentials; without it $CREDENTIALS_DIRECTORY.")
    var credentials: String?

    @Flag(help: "Let only panic work, as after ten crashes in a row.")
    var safeMode = false

    @Flag(help: "Only check the file, and the credentials where they are named.")
    var check = false

    func run() throws {
        let code =
            check
            ? StationCheck.run(configuration: config, credentials: credentials)
            : StationProgram.run(
                configuration: config,
                credentials: credentials,
                isSafeModeWanted: safeMode
            )
        guard code == 0 else { throw ExitCode(code) }
    }
}

/// Prints the spoken texts for review.
struct Texts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the spoken texts of a language as a sheet, for a native speaker."
    )

    @Option(help: "The language: pap, nl, en or es.")
    var language: String

    @Option(help: "A station.toml that names a questionnaire; without it the built-in one.")
    var config: String?

    func run() throws {
        let code = TextSheet.print(language: language, configuration: config)
        guard code == 0 else { throw ExitCode(code) }
    }
}

/// Prints a questionnaire.
struct PrintQuestionnaire: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "questionnaire",
        abstract: "Print the questionnaire in use, for meldpost-prompts or as a model."
    )

    @Option(help: "A station.toml that names a questionnaire; without it the built-in one.")
    var config: String?

    func run() throws {
        let code = QuestionnaireText.print(configuration: config)
        guard code == 0 else { throw ExitCode(code) }
    }
}

/// Prints the credential of the first supervisor.
struct FirstSupervisorCredential: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "first-supervisor",
        abstract: "Ask for a PIN, and print the credential of the first supervisor."
    )

    @Option(help: "The number of the supervisor: three digits.")
    var number: Int

    @Option(help: "The directory with the station's key; without it $CREDENTIALS_DIRECTORY.")
    var credentials: String?

    func run() throws {
        let code = FirstSupervisor.print(number: number, credentials: credentials)
        guard code == 0 else { throw ExitCode(code) }
    }
}
