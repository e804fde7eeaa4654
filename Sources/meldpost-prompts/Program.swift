internal import ArgumentParser
internal import PromptTools

/// Makes the sounds that the voice of the station plays.
@main
struct Program: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meldpost-prompts",
        abstract: "Make and check the sounds that the voice of the station plays.",
        discussion: """
            Everything the station can say is known before anybody answers. Recordings are taken \
            where there are some; the rest is made by the espeak-ng program.
            """,
        subcommands: [
            RenderCommand.self, ListCommand.self, CheckCommand.self, VisitCommand.self,
        ]
    )
}

/// `meldpost-prompts render`.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Make the catalogue of every language of a questionnaire."
    )

    @Option(help: "The questionnaire.")
    var questionnaire: String

    @Option(help: "The folder of the catalogue; one that is there is brought up to date.")
    var output: String

    @Option(
        help: ArgumentHelp(
            "The folder with recordings.",
            discussion: "A folder for each language, with the names that 'list' prints."
        )
    )
    var recorded: String?

    func run() throws {
        let code = PromptCommands.render(
            questionnaire: questionnaire,
            output: output,
            recorded: recorded
        )
        guard code == 0 else { throw ExitCode(code) }
    }
}

/// `meldpost-prompts list`.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List everything that is said in a language, for whoever records it."
    )

    @Option(help: "The questionnaire.")
    var questionnaire: String

    @Option(help: "The language: pap, nl, en or es.")
    var language: String

    func run() throws {
        let code = PromptCommands.list(questionnaire: questionnaire, language: language)
        guard code == 0 else { throw ExitCode(code) }
    }
}

/// `meldpost-prompts check`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compare a catalogue with the texts of a questionnaire."
    )

    @Option(help: "The questionnaire.")
    var questionnaire: String

    @Option(help: "The folder of the catalogue.")
    var catalogue: String

    func run() throws {
        let code = PromptCommands.check(questionnaire: questionnaire, catalogue: catalogue)
        guard code == 0 else { throw ExitCode(code) }
    }
}

/// `meldpost-prompts visit`.
struct VisitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit",
        abstract: "Tell a whole visit as text with times: what is heard, and what is keyed.",
        discussion: "The visit is an example; nothing is stored, and no station takes part."
    )

    @Option(help: "The questionnaire.")
    var questionnaire: String

    @Option(help: "The folder of the catalogue; without it the times are reckoned.")
    var catalogue: String?

    @Option(help: "The language: pap, nl, en or es.")
    var language: String

    func run() throws {
        let code = PromptCommands.visit(
            questionnaire: questionnaire,
            catalogue: catalogue,
            language: language
        )
        guard code == 0 else { throw ExitCode(code) }
    }
}
