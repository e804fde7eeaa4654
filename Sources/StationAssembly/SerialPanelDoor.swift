internal import DeviceThreads
internal import MeldpostCore
internal import SerialPanel

/// The panel behind a serial line: a thread that talks with the controller, and one for the voice.
///
/// Without a voice the time of speaking is reckoned as on a terminal: the visit waits for the end of
/// what it lets be said.
final class SerialPanelDoor: RunningPanelDoor {
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

    func perform(_ effect: Effect) {
        switch effect {
        case .say(let utterance): reckoner?.say(utterance)
        case .hush: reckoner?.hush()
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
        while let event = panel.next() {
            guard let stimulus = event.stimulus else { continue }
            // A panic report that finds no room is never confirmed: the controller closes the relay.
            inputs.post(.stimulus(stimulus), lane: Self.lane(of: event).rawValue)
        }
    }

    private static func lane(of event: SerialPanelEvent) -> LoopLane {
        switch event {
        case .panicReported, .resetRequested, .panicTestTurned, .conditionChanged: .panic
        case .keyPressed, .keyReleased, .handsetMoved, .lineRings, .lineOffHook: .panel
        }
    }
}
