internal import DeviceThreads
internal import MeldpostCore
internal import SpokenPrompts
internal import TerminalPanel

/// The panel on a terminal: a thread that reads and one that writes.
///
/// A terminal that takes nothing must not hold up the loop, so lines wait in a mailbox: relay and
/// lamps apart from the voice, and what finds no room is dropped. A lamp or relay that was dropped
/// is set again with its next change.
final class TerminalPanelDoor: RunningPanelDoor {
    private let panel: TerminalPanel
    private let questionnaire: Questionnaire
    private let inputs: Mailbox<LoopInput>
    private let composer: Composer
    private let hasVoice: Bool
    private let lines = Mailbox<PanelOutput>(capacities: [256, 64, 64])

    /// Makes the door.
    ///
    /// - Parameters:
    ///   - panel: the panel.
    ///   - questionnaire: the texts that are shown.
    ///   - inputs: the loop's mailbox.
    ///   - hasVoice: whether a voice tells when a text has come to its end; else the panel reckons.
    init(
        panel: TerminalPanel,
        questionnaire: Questionnaire,
        inputs: Mailbox<LoopInput>,
        hasVoice: Bool = false
    ) {
        composer = Composer(questionnaire)
        self.hasVoice = hasVoice
        self.panel = panel
        self.questionnaire = questionnaire
        self.inputs = inputs
    }

    func perform(_ effect: Effect) {
        // A terminal counts no presses: nothing is to be confirmed to it.
        if case .confirmPresses = effect { return }
        guard let output = PanelOutput(effect, rendered: questionnaire.text) else {
            preconditionFailure("only effects of the panel are given to a panel")
        }
        if case .say(let utterance) = effect {
            lines.post(.sound(composer.parts(of: utterance).map(\.text)), lane: 1)
        }
        switch output {
        case .lamp, .relay: lines.post(output, lane: 0)
        case .say, .sound, .hush, .keyTone, .errorTone: lines.post(output, lane: 1)
        case .deskSay, .deskHush, .deskKeyTone, .deskErrorTone: lines.post(output, lane: 2)
        }
    }

    func start(_ stop: @escaping @Sendable () -> Void) -> [DedicatedThread] {
        [
            DedicatedThread(name: "panel-read") {
                // Nobody is at the terminal any more: the station ends with it.
                if self.read() { stop() }
            },
            DedicatedThread(name: "panel-write") { self.write() },
        ]
    }

    /// Reads keys and contacts until the input ends or the panel is closed.
    ///
    /// - Returns: whether the input ended: then nobody is at the terminal any more.
    func read() -> Bool {
        while let event = panel.next() {
            guard let stimulus = event.stimulus else { return true }
            if hasVoice, case .utteranceFinished = event { continue }
            inputs.post(.stimulus(stimulus), lane: lane(of: event).rawValue)
        }
        return false
    }

    /// Writes lines until the panel is closed.
    func write() {
        while case .element(let output) = lines.take() {
            panel.show(output)
        }
    }

    func close() {
        panel.close()
        lines.close()
    }

    private func lane(of event: PanelEvent) -> LoopLane {
        switch event {
        case .panicContactsRead, .resetRequested, .panicTestTurned: .panic
        case .keyPressed, .handsetMoved, .utteranceFinished, .inputEnded, .deskKeyPressed,
            .deskHandsetMoved, .lineRings, .lineOffHook:
            .panel
        }
    }
}
