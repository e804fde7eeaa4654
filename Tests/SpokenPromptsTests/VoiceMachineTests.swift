import MeldpostCore
import Testing

@testable import SpokenPrompts

@Suite struct VoiceMachineTests {
    private let utterance = Utterance(number: 4, language: .dutch, phrases: [.number(1)])

    private func isTold(
        _ actions: [VoiceMachine.Action],
        _ condition: Condition,
        _ isRaised: Bool
    ) -> Bool {
        actions.contains(.tell(.conditionChanged(condition, isRaised: isRaised)))
    }

    @Test func `F22 without a card a text still comes to its end in its time`() {
        var machine = VoiceMachine(at: .start)
        _ = machine.advance(to: .start)
        var actions = machine.handle(.cardEnded(generation: 1), at: .start)
        #expect(isTold(actions, .voiceUnavailable, true))
        _ = machine.handle(.say(utterance, reckoned: .seconds(1)), at: .start)
        let samples = [Int16](repeating: 1, count: SoundFormat.rate)
        let read = ReadUtterance(number: 4, samples: samples, damagedCount: 0)
        actions = machine.handle(.read(read), at: .start)
        var now = Instant.start
        while now < Instant(sinceStart: .milliseconds(1_010)), let next = machine.nextDeadline {
            now = max(now, next)
            actions += machine.advance(to: now)
        }
        #expect(actions.contains(.tell(.utteranceFinished(number: 4))))
        #expect(!actions.contains { if case .card = $0 { true } else { false } })
    }

    @Test func `a card that comes has its volume set, and the condition goes`() {
        var machine = VoiceMachine(at: .start)
        _ = machine.advance(to: .start)
        _ = machine.handle(.cardEnded(generation: 1), at: .start)
        let later = Instant(sinceStart: .seconds(2))
        #expect(machine.advance(to: later).contains(.open(generation: 2)))
        let actions = machine.handle(.cardAnswered(generation: 2), at: later)
        #expect(isTold(actions, .voiceUnavailable, false))
        #expect(actions.contains(.card(generation: 2, .setVolume)))
    }

    @Test func `F25 the volume is set at the beginning of each visit`() {
        var machine = VoiceMachine(at: .start)
        _ = machine.advance(to: .start)
        _ = machine.handle(.cardAnswered(generation: 1), at: .start)
        #expect(machine.handle(.visitBegan, at: .start) == [.card(generation: 1, .setVolume)])
    }

    @Test func `F24 each state of the catalogue has its condition, told once`() {
        let cases: [(CatalogueState, Condition)] = [
            (.init(isMissing: true, missingCount: 9, outdatedCount: 0), .voiceCatalogueMissing),
            (.init(isMissing: false, missingCount: 1, outdatedCount: 0), .voiceCatalogueIncomplete),
            (.init(isMissing: false, missingCount: 0, outdatedCount: 1), .voiceCatalogueOutdated),
        ]
        for (state, condition) in cases {
            var machine = VoiceMachine(at: .start)
            let actions = machine.handle(.catalogueOpened(state), at: .start)
            #expect(actions == [.tell(.conditionChanged(condition, isRaised: true))])
            #expect(machine.handle(.catalogueOpened(state), at: .start).isEmpty)
        }
    }

    @Test func `F24 a clip that turns out damaged raises the condition when it is said`() {
        var machine = VoiceMachine(at: .start)
        _ = machine.handle(.say(utterance, reckoned: .zero), at: .start)
        let read = ReadUtterance(number: 4, samples: [1], damagedCount: 1)
        #expect(isTold(machine.handle(.read(read), at: .start), .voiceCatalogueIncomplete, true))
    }
}
