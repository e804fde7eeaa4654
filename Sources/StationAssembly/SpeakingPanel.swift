internal import DeviceThreads
internal import MeldpostCore
internal import SpokenPrompts

/// A panel with a voice: what is said and sounded goes to the voice as well.
///
/// Lamps and relay go to the panel first and never wait for a sound (P6). The voice has threads of
/// its own, so nothing here waits for a sound card.
final class SpeakingPanel: PanelDoor {
    /// How long the voice takes for a character where it has no catalogue.
    private static let reckonedPerCharacter = Duration.milliseconds(60)

    private let panel: any PanelDoor
    private let voice: Voice
    private let questionnaire: Questionnaire

    init(
        _ panel: any PanelDoor,
        _ setting: VoiceSetting,
        inputs: Mailbox<LoopInput>
    ) {
        self.panel = panel
        questionnaire = setting.questionnaire
        voice = Voice(setting) { event in
            // The lane of the answers: keys that come too fast cannot fill it.
            let lane = LoopLane.answers.rawValue
            switch event {
            case .utteranceFinished(let number):
                inputs.post(.stimulus(.utteranceFinished(number: number)), lane: lane)
            case .conditionChanged(let condition, let isRaised):
                let stimulus = Stimulus.conditionChanged(condition, isRaised: isRaised)
                inputs.post(.stimulus(stimulus), lane: lane)
            }
        }
    }

    func perform(_ effect: Effect) {
        panel.perform(effect)
        switch effect {
        case .say(let utterance):
            let text = questionnaire.text(of: utterance)
            voice.say(utterance, reckoned: Self.reckonedPerCharacter * text.count)
        case .hush: voice.hush()
        case .soundKeyTone: voice.soundKeyTone()
        case .soundErrorTone: voice.soundErrorTone()
        default: break
        }
    }

    var refusalCount: Int { panel.refusalCount }

    var buttonWatch: ButtonWatch { panel.buttonWatch }

    func visitBegan() {
        panel.visitBegan()
        voice.beginVisit()
    }

    func testItself() { panel.testItself() }

    /// Speaks until ``close()``; for a thread of its own.
    func speak() {
        voice.run()
    }

    /// Ends ``speak()``.
    func close() {
        voice.close()
    }
}
