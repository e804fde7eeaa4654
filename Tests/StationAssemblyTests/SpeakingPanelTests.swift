import DeviceThreads
import Foundation
import MeldpostCore
import SpokenPrompts
import Synchronization
import Testing

@testable import StationAssembly

/// The panel with a voice: everything goes to the panel, what is heard to the voice as well.
@Suite(.serialized) struct SpeakingPanelTests {
    /// A panel that notes what it is told, and when a visit began.
    private final class Panel: PanelDoor {
        let effects = Mutex<[Effect]>([])
        let visits = Atomic(0)

        func perform(_ effect: Effect) { effects.withLock { $0.append(effect) } }

        func visitBegan() { visits.add(1, ordering: .relaxed) }
    }

    private let panel = Panel()
    private let inputs = Mailbox<LoopInput>(capacities: LoopLane.allCases.map(\.capacity))
    private let speaking: SpeakingPanel
    private let threads: [DedicatedThread]

    init() {
        // No card and no sounds: what is told must come all the same.
        let setting = VoiceSetting(
            catalogue: "/nowhere",
            device: "no-such-device",
            volumePercent: 80,
            questionnaire: TestStation.questionnaire
        )
        let speaking = SpeakingPanel(panel, setting, inputs: inputs)
        self.speaking = speaking
        threads = speaking.speak()
    }

    private func utterance(_ number: UInt64, _ phrases: [Phrase]) -> Utterance {
        Utterance(number: number, language: .dutch, phrases: phrases)
    }

    /// What is told within `patience`.
    private func told(_ patience: Duration) -> [Stimulus] {
        let end = ContinuousClock.now + patience
        var found: [Stimulus] = []
        while case .element(let input) = inputs.take(patience: end - ContinuousClock.now) {
            if case .stimulus(let stimulus) = input { found.append(stimulus) }
        }
        return found
    }

    private func end() {
        speaking.close()
        for thread in threads { thread.join() }
    }

    @Test func `everything goes to the panel, in its order`() {
        let effects: [Effect] = [
            .setRelay(isClosed: true), .setLamp(.panic, .fast), .soundKeyTone, .soundErrorTone,
            .say(utterance(1, [.number(2)])), .hush,
        ]
        for effect in effects { speaking.perform(effect) }
        #expect(panel.effects.withLock { $0 } == effects)
        speaking.visitBegan()
        #expect(panel.visits.load(ordering: .relaxed) == 1)
        end()
    }

    @Test func `F22 F24 that nothing is heard is told to the station, and so is the end of a text`()
    {
        speaking.perform(.say(utterance(7, [.number(2)])))
        let stimuli = told(.seconds(3))
        #expect(stimuli.contains(.utteranceFinished(number: 7)))
        #expect(stimuli.contains(.conditionChanged(.voiceUnavailable, isRaised: true)))
        #expect(stimuli.contains(.conditionChanged(.voiceCatalogueMissing, isRaised: true)))
        end()
    }

    /// The text has about fifty characters: three seconds, of which none is waited for.
    @Test func `what is hushed has no end`() {
        speaking.perform(.say(utterance(8, [Phrase](repeating: .number(77), count: 8))))
        speaking.perform(.hush)
        speaking.perform(.say(utterance(9, [.number(2)])))
        let ends = told(.seconds(5)).filter {
            if case .utteranceFinished = $0 { true } else { false }
        }
        #expect(ends == [.utteranceFinished(number: 9)])
        end()
    }

    @Test func `keys that come too fast do not keep the end of a text from the loop`() {
        let lane = LoopLane.panel
        for _ in 0..<lane.capacity + 10 {
            inputs.post(.stimulus(.keyPressed(.one)), lane: lane.rawValue)
        }
        speaking.perform(.say(utterance(3, [.number(2)])))
        #expect(told(.seconds(3)).contains(.utteranceFinished(number: 3)))
        end()
    }
}
