import Foundation
import Glibc
import MeldpostCore
import ProgramKit
import Testing

@testable import SpokenPrompts

/// A PCM of libasound that really under-runs: its position follows the clock, as a card's does.
@Suite(.serialized, .enabled(if: try Need.program("cc").isMet))
struct UnderrunTests {
    private let samples = [Int16](repeating: 1, count: SoundFormat.frames(in: .milliseconds(20)))

    init() throws {
        try #require(SoundFiles.makePacedCard())
    }

    /// Broken once: with EPIPE treated as any other error, the second write threw it.
    @Test func `F22 an under-run of ALSA is made ready again, and the samples are taken`() throws {
        let card = try AlsaPlayback(device: "paced")
        #expect(try !card.play(samples) { true })
        for _ in 0..<3 {
            // Longer than all that was handed out.
            usleep(80_000)
            let start = ContinuousClock.now
            #expect(try card.play(samples) { true })
            #expect(ContinuousClock.now - start < AlsaPlayback.patience)
            // Ready again: what follows at once finds no gap.
            #expect(try !card.play(samples) { true })
        }
    }

    @Test func `a card that is full is waited for, and no longer than wanted`() throws {
        let card = try AlsaPlayback(device: "paced")
        let long = [Int16](repeating: 1, count: SoundFormat.frames(in: .seconds(1)))
        var start = ContinuousClock.now
        _ = try card.play(long) { true }
        let whole = ContinuousClock.now - start
        #expect(whole >= .milliseconds(190) && whole < .milliseconds(700), "\(whole)")
        try card.drop()
        start = .now
        _ = try card.play(long) { false }
        #expect(ContinuousClock.now - start < .milliseconds(150))
    }

    /// What is said on such a card is heard in its own time, and the voice stays.
    @Test func `F22 a text on a paced card comes to its end, and the card is not given up`() throws
    {
        let folder = try CatalogueFolder()
        let run = VoiceRun(
            catalogue: folder.path,
            questionnaire: folder.questionnaire,
            device: "paced"
        )
        for number in 1...3 as ClosedRange<UInt64> {
            let phrases = [Phrase](repeating: .number(7), count: 2)
            run.voice.say(
                Utterance(number: number, language: .dutch, phrases: phrases),
                reckoned: .zero
            )
            #expect(run.wait(for: .utteranceFinished(number: number)) != nil)
            usleep(80_000)
        }
        let gone = VoiceEvent.conditionChanged(.voiceUnavailable, isRaised: true)
        #expect(run.wait(for: gone, patience: .milliseconds(100)) == nil)
        run.end()
    }
}
