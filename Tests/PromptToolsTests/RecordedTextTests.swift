import Foundation
import MeldpostCore
import Testing

@testable import PromptTools
@testable import SpokenPrompts

/// Recordings whose text has changed since.
@Suite(.serialized) struct RecordedTextTests {
    private let folder = CatalogueMakerTests.Folder()
    private static let welcome = "prompt.welcome"

    private func set(_ welcome: String) throws -> ClosedSet {
        try ClosedSet(
            Questionnaire(
                version: "1",
                textVersion: "1",
                languages: [.init(language: .dutch, approved: true)],
                prompts: [PromptID(rawValue: "welcome"): [.dutch: welcome]]
            )
        )
    }

    private func make(_ welcome: String) throws -> (CatalogueMaker.Outcome, Manifest.Clip) {
        let maker = CatalogueMaker(
            output: folder.path + "/voice",
            recorded: folder.path + "/recorded",
            program: try folder.program(CatalogueMakerTests.beep)
        )
        let outcome = try maker.make(.dutch, of: try set(welcome))
        let clips = try Catalogue.manifest(in: folder.path + "/voice", .dutch).clips
        return (outcome, try #require(clips[Self.welcome]))
    }

    @Test func `a recording of an older text is not taken, the rendered sound is`() throws {
        let person = Array(CatalogueMakerTests.beep.reversed())
        try folder.write("recorded/nl/prompt.welcome.wav", WaveFile.bytes(of: person))
        var (outcome, clip) = try make("Welkom.")
        #expect(outcome.recordedCount == 1 && clip.source == .recorded)
        for run in 1...3 {
            (outcome, clip) = try make("Welkom bij de balie.")
            #expect(outcome.outdatedCount == 1 && outcome.recordedCount == 0, "run \(run)")
            #expect(clip.source == .rendered)
            #expect(clip.text == TextHash.sha256("Welkom bij de balie."))
        }
        // The old text comes back: the recording says it.
        (outcome, clip) = try make("Welkom.")
        #expect(outcome.recordedCount == 1 && clip.source == .recorded)
        // The new text is recorded anew.
        _ = try make("Welkom bij de balie.")
        try folder.write("recorded/nl/prompt.welcome.wav", WaveFile.bytes(of: person + person))
        (outcome, clip) = try make("Welkom bij de balie.")
        #expect(outcome.recordedCount == 1 && outcome.outdatedCount == 0)
        #expect(clip.source == .recorded && clip.outdated == nil)
    }
}
