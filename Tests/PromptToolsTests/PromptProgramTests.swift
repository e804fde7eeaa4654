import Foundation
import ProgramKit
import Testing

/// The program `meldpost-prompts` as whoever records the voice has it.
@Suite(.timeLimit(.minutes(1))) struct PromptProgramTests {
    @Test(arguments: ["list", "visit"], UntakenOutput.allCases)
    func `what standard output does not take ends with 74`(
        command: String,
        output: UntakenOutput
    ) throws {
        let words = ["--questionnaire", SpokenVisitTests.file.path, "--language", "en"]
        let run = try StartedProgram(
            "meldpost-prompts",
            [command] + words,
            prefix: output.prefix
        )
        #expect(run.end() == 74)
        #expect(run.text == "meldpost-prompts: the output was not taken\n")
    }
}
