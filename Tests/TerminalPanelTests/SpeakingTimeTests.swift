import MeldpostCore
import Testing

@testable import TerminalPanel

@Suite struct SpeakingTimeTests {
    private let start = Instant(sinceStart: .seconds(10))

    private func finishes(_ speaking: inout SpeakingTime, by now: Instant) -> UInt64? {
        speaking.finishes(by: now)
    }

    @Test func `an utterance ends once, after its characters`() {
        var speaking = SpeakingTime(perCharacter: .milliseconds(60))
        speaking.handle(.say("Bon día.", number: 7), at: start)
        #expect(speaking.nextDeadline == start + .milliseconds(480))
        #expect(finishes(&speaking, by: start + .milliseconds(479)) == nil)
        #expect(finishes(&speaking, by: start + .milliseconds(480)) == 7)
        #expect(finishes(&speaking, by: start + .seconds(60)) == nil)
        #expect(speaking.nextDeadline == nil)
    }

    @Test func `F21 what is hushed never ends by itself`() {
        var speaking = SpeakingTime(perCharacter: .milliseconds(60))
        speaking.handle(.say("Bon dia."), at: start)
        speaking.handle(.hush, at: start + .milliseconds(50))
        #expect(finishes(&speaking, by: start + .seconds(60)) == nil)
    }

    @Test func `a new utterance takes the place of the one before; tones and lamps do not`() {
        var speaking = SpeakingTime(perCharacter: .milliseconds(60))
        speaking.handle(.say("Bon dia."), at: start)
        speaking.handle(.say("Hi"), at: start + .milliseconds(100))
        speaking.handle(.keyTone, at: start + .milliseconds(110))
        speaking.handle(.lamp(.ready, .on), at: start + .milliseconds(110))
        #expect(speaking.nextDeadline == start + .milliseconds(220))
    }

    @Test func `without speaking time an utterance ends at once, but it ends`() {
        var speaking = SpeakingTime(perCharacter: .zero)
        speaking.handle(.say("Bon dia."), at: start)
        #expect(finishes(&speaking, by: start) == 0)
        #expect(finishes(&speaking, by: start) == nil)
    }
}
