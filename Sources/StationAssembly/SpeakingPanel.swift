internal import DeviceThreads
internal import MeldpostCore
internal import SpokenPrompts

/// A panel with a voice, and with one more at the desk where there is a card for it: what is said and
/// sounded goes to the voice as well.
///
/// Lamps and relay go to the panel first and never wait for a sound (P6). Each voice has threads of
/// its own, so nothing here waits for a sound card, and neither voice for the card of the other.
final class SpeakingPanel: PanelDoor {
    /// How long the voice takes for a character where it has no catalogue.
    private static let reckonedPerCharacter = Duration.milliseconds(60)

    private let panel: any PanelDoor
    private let voice: Voice
    private let deskVoice: Voice?
    private let questionnaire: Questionnaire

    init(
        _ panel: any PanelDoor,
        _ setting: VoiceSetting,
        desk: VoiceSetting? = nil,
        inputs: Mailbox<LoopInput>
    ) {
        self.panel = panel
        questionnaire = setting.questionnaire
        // The lane of the answers: keys that come too fast cannot fill it.
        let tell: @Sendable (Stimulus) -> Void = { stimulus in
            inputs.post(.stimulus(stimulus), lane: LoopLane.answers.rawValue)
        }
        voice = Voice(setting) { event in
            switch event {
            case .utteranceFinished(let number): tell(.utteranceFinished(number: number))
            case .conditionChanged(let condition, let isRaised):
                tell(.conditionChanged(condition, isRaised: isRaised))
            }
        }
        deskVoice = desk.map { setting in
            Voice(setting) { event in
                switch event {
                // The desk waits for no end, and counts for itself.
                case .utteranceFinished: break
                case .conditionChanged(.voiceUnavailable, let isRaised):
                    tell(.conditionChanged(.deskVoiceUnavailable, isRaised: isRaised))
                case .conditionChanged(let condition, let isRaised):
                    // Of the catalogue, which both have: neither ever takes such a fault back.
                    tell(.conditionChanged(condition, isRaised: isRaised))
                }
            }
        }
    }

    func perform(_ effect: Effect) {
        panel.perform(effect)
        switch effect {
        case .say(let utterance): voice.say(utterance, reckoned: reckoned(utterance))
        case .hush: voice.hush()
        case .soundKeyTone: voice.soundKeyTone()
        case .soundErrorTone: voice.soundErrorTone()
        case .sayAtDesk(let utterance): deskVoice?.say(utterance, reckoned: reckoned(utterance))
        case .hushDesk: deskVoice?.hush()
        case .soundDeskKeyTone: deskVoice?.soundKeyTone()
        case .soundDeskErrorTone: deskVoice?.soundErrorTone()
        default: break
        }
    }

    var refusalCount: Int { panel.refusalCount }

    var buttonWatch: ButtonWatch { panel.buttonWatch }

    func visitBegan() {
        panel.visitBegan()
        voice.beginVisit()
    }

    func deskBegan() {
        panel.deskBegan()
        deskVoice?.beginVisit()
    }

    func testItself() { panel.testItself() }

    /// Speaks until ``close()``.
    ///
    /// - Returns: a thread for each voice.
    func speak() -> [DedicatedThread] {
        let threads = [DedicatedThread(name: "voice") { self.voice.run() }]
        guard let deskVoice else { return threads }
        return threads + [DedicatedThread(name: "voice-desk") { deskVoice.run() }]
    }

    /// Ends the threads of ``speak()``.
    func close() {
        voice.close()
        deskVoice?.close()
    }

    private func reckoned(_ utterance: Utterance) -> Duration {
        Self.reckonedPerCharacter * questionnaire.text(of: utterance).count
    }
}
