internal import DeviceThreads
internal import MeldpostCore
internal import SerialPanel

/// The panel behind a serial line: a thread that talks with the controller, and one that reckons the
/// time of speaking where there is no voice.
///
/// Without a voice the time of speaking is reckoned as on a terminal: the visit waits for the end of
/// what it lets be said.
final class SerialPanelDoor: RunningPanelDoor {
    /// How long the reader waits before it tries again to give the loop what found no room.
    private static let postPause = Duration.milliseconds(10)

    private let panel: SerialPanel
    private let inputs: Mailbox<LoopInput>
    private let reckoner: SpeakingReckoner?

    init(
        panel: SerialPanel,
        questionnaire: Questionnaire,
        inputs: Mailbox<LoopInput>,
        hasVoice: Bool
    ) {
        self.panel = panel
        self.inputs = inputs
        reckoner = hasVoice ? nil : SpeakingReckoner(questionnaire: questionnaire, inputs: inputs)
    }

    var refusalCount: Int { panel.refusalCount }

    var buttonWatch: ButtonWatch { ButtonWatch(isWired: true, turns: panel.turns) }

    func testItself() { panel.show(.selfTest) }

    func perform(_ effect: Effect) {
        switch effect {
        case .say(let utterance): reckoner?.say(utterance)
        case .hush: reckoner?.hush()
        case .sayAtDesk, .hushDesk, .soundDeskKeyTone, .soundDeskErrorTone:
            // The controller has no desk: its keypad hangs on the board (``PanelWithDesk``), and what
            // is heard there is the matter of its voice.
            break
        default:
            guard let output = SerialPanelOutput(effect) else {
                preconditionFailure("only effects of the panel are given to a panel")
            }
            panel.show(output)
        }
    }

    func start(_ stop: @escaping @Sendable () -> Void) -> [DedicatedThread] {
        let threads = [DedicatedThread(name: "panel") { self.read() }]
        guard let reckoner else { return threads }
        return threads + [DedicatedThread(name: "panel-voice") { reckoner.run() }]
    }

    func close() {
        panel.close()
        reckoner?.close()
    }

    private func read() {
        var backlog = PanicBacklog()
        var others = WiredPanelBacklog()
        while true {
            let isWaiting = !backlog.isEmpty || !others.isEmpty
            switch panel.next(patience: isWaiting ? Self.postPause : nil) {
            case .event(let event) where event.isUrgent: backlog.add(event)
            case .event(let event): others.add(event)
            case .timeout: break
            case .closed: return
            }
            backlog.post(to: inputs)
            others.flush { event in
                guard let stimulus = event.stimulus else { return true }
                return inputs.post(.stimulus(stimulus), lane: LoopLane.panel.rawValue)
            }
        }
    }
}
