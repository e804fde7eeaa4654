internal import DeviceThreads
internal import MeldpostCore
internal import SerialPanel

/// The panel behind a serial line: a thread that talks with the controller, and one for the voice.
///
/// Without a voice the time of speaking is reckoned as on a terminal: the visit waits for the end of
/// what it lets be said.
final class SerialPanelDoor: RunningPanelDoor {
    /// How long the voice takes for a character: about 16 characters a second, the pace of speech.
    private static let speakingTimePerCharacter = Duration.milliseconds(60)

    /// How long the reader waits before it tries again to give the loop what found no room.
    private static let postPause = Duration.milliseconds(10)

    private let panel: SerialPanel
    private let questionnaire: Questionnaire
    private let inputs: Mailbox<LoopInput>
    private let hasVoice: Bool
    /// The newest utterance and how long it takes, or nothing for silence; an older one does not
    /// matter.
    private let voice = Mailbox<Speech?>(capacities: [64])

    private struct Speech: Sendable {
        var number: UInt64
        var length: Duration
    }

    init(
        panel: SerialPanel,
        questionnaire: Questionnaire,
        inputs: Mailbox<LoopInput>,
        hasVoice: Bool
    ) {
        self.hasVoice = hasVoice
        self.panel = panel
        self.questionnaire = questionnaire
        self.inputs = inputs
    }

    var refusalCount: Int { panel.refusalCount }

    func testItself() { panel.show(.selfTest) }

    func perform(_ effect: Effect) {
        switch effect {
        case .say where hasVoice, .hush where hasVoice:
            break
        case .say(let utterance):
            let length = questionnaire.text(of: utterance).count
            voice.post(
                Speech(
                    number: utterance.number,
                    length: Self.speakingTimePerCharacter * length
                )
            )
        case .hush:
            voice.post(nil)
        case .sayAtDesk, .hushDesk, .soundDeskKeyTone, .soundDeskErrorTone:
            // The protocol of the panel controller knows no desk keypad yet.
            break
        default:
            guard let output = SerialPanelOutput(effect) else {
                preconditionFailure("only effects of the panel are given to a panel")
            }
            panel.show(output)
        }
    }

    func start(_ stop: @escaping @Sendable () -> Void) -> [DedicatedThread] {
        [
            DedicatedThread(name: "panel") { self.read() },
            DedicatedThread(name: "panel-voice") { self.speak() },
        ]
    }

    func close() {
        panel.close()
        voice.close()
    }

    private func read() {
        var backlog = PanicBacklog()
        while true {
            switch panel.next(patience: backlog.isEmpty ? nil : Self.postPause) {
            case .event(let event) where Self.lane(of: event) == .panic: backlog.add(event)
            case .event(let event):
                if let stimulus = event.stimulus {
                    inputs.post(.stimulus(stimulus), lane: LoopLane.panel.rawValue)
                }
            case .timeout: break
            case .closed: return
            }
            backlog.post(to: inputs)
        }
    }

    private func speak() {
        let clock = ContinuousClock()
        var speaking: (number: UInt64, end: ContinuousClock.Instant)?
        while true {
            switch voice.take(patience: speaking.map { clock.now.duration(to: $0.end) }) {
            case .element(let speech):
                speaking = speech.map { ($0.number, clock.now + $0.length) }
            case .timeout:
                guard let number = speaking?.number else { continue }
                speaking = nil
                inputs.post(
                    .stimulus(.utteranceFinished(number: number)),
                    lane: LoopLane.panel.rawValue
                )
            case .closed:
                return
            }
        }
    }

    private static func lane(of event: SerialPanelEvent) -> LoopLane {
        switch event {
        case .panicReported, .resetRequested, .panicTestTurned, .conditionChanged: .panic
        case .keyPressed, .keyReleased, .handsetMoved, .lineRings, .lineOffHook: .panel
        }
    }
}
