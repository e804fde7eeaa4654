internal import DeviceThreads
internal import GPIOLines
internal import MeldpostCore

/// The panel on lines of the board: a thread for the panic button, one for the rest, one that reckons
/// the time of speaking where there is no voice.
final class GPIOLinesDoor: RunningPanelDoor {
    private let panel: GPIOPanel
    private let inputs: Mailbox<LoopInput>
    private let reckoner: SpeakingReckoner?

    init(
        panel: GPIOPanel,
        questionnaire: Questionnaire,
        inputs: Mailbox<LoopInput>,
        hasVoice: Bool
    ) {
        self.panel = panel
        self.inputs = inputs
        reckoner = hasVoice ? nil : SpeakingReckoner(questionnaire: questionnaire, inputs: inputs)
    }

    var buttonWatch: ButtonWatch {
        ButtonWatch(isWired: true, lines: panel.panicLines, turns: panel.panicTurns)
    }

    func perform(_ effect: Effect) {
        switch effect {
        case .say(let utterance): reckoner?.say(utterance)
        case .hush: reckoner?.hush()
        case .sayAtDesk, .hushDesk, .soundDeskKeyTone, .soundDeskErrorTone:
            // What is heard at the desk is the matter of its voice; the buzzer is at the kiosk.
            break
        default:
            guard let output = GPIOPanelOutput(effect) else {
                preconditionFailure("only effects of the panel are given to a panel")
            }
            panel.show(output)
        }
    }

    /// The panic button is watched before anything else is up (P6): what is pressed now waits for the
    /// loop, and closes the relay by itself where that takes too long.
    func arm() -> [DedicatedThread] {
        [DedicatedThread(name: "panic") { self.panel.watchPanic { self.inputs.give($0) } }]
    }

    func start(_ stop: @escaping @Sendable () -> Void) -> [DedicatedThread] {
        let threads = [DedicatedThread(name: "panel") { self.panel.run { self.inputs.give($0) } }]
        guard let reckoner else { return threads }
        return threads + [DedicatedThread(name: "panel-voice") { reckoner.run() }]
    }

    func close() {
        panel.close()
        reckoner?.close()
    }
}

extension Mailbox<LoopInput> {
    /// Gives an event of lines to the loop; says whether there was room.
    func give(_ event: WiredPanelEvent) -> Bool {
        guard let stimulus = event.stimulus else { return true }
        let lane: LoopLane = event.isUrgent ? .panic : .panel
        return post(.stimulus(stimulus), lane: lane.rawValue)
    }
}
