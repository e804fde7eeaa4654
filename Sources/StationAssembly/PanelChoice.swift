internal import DeviceThreads
internal import GPIOLines
internal import Glibc
internal import MeldpostCore
internal import SerialPanel
internal import TerminalPanel

/// Which panel a station has.
enum PanelChoice: Hashable, Sendable {
    /// The terminal that the daemon was started on.
    case terminal
    /// The panel controller behind this device, and beside it a desk on lines of the board, if any.
    case serial(device: String, desk: GPIOWiring?)
    /// Lines of the board.
    case gpio(GPIOWiring)

    /// Its kind, as it stands in the settings and in records.
    var kind: String {
        switch self {
        case .terminal: "terminal"
        case .serial: "serial"
        case .gpio: "gpio"
        }
    }

    /// Makes the door to it.
    ///
    /// - Parameters:
    ///   - questionnaire: the texts.
    ///   - inputs: where its events go.
    ///   - hasVoice: whether a voice tells when a text has come to its end; else the panel reckons.
    /// - Returns: the door, not started yet.
    /// - Throws: what the system refuses.
    func open(
        questionnaire: Questionnaire,
        inputs: Mailbox<LoopInput>,
        hasVoice: Bool
    ) throws -> any RunningPanelDoor {
        switch self {
        case .terminal:
            return TerminalPanelDoor(
                panel: try TerminalPanel(input: STDIN_FILENO, output: STDOUT_FILENO),
                questionnaire: questionnaire,
                inputs: inputs,
                hasVoice: hasVoice
            )
        case .serial(let device, let wiring):
            let panel = SerialPanelDoor(
                panel: try SerialPanel(path: device),
                questionnaire: questionnaire,
                inputs: inputs,
                hasVoice: hasVoice
            )
            guard let wiring else { return panel }
            return PanelWithDesk(panel, desk: try GPIOPanel(wiring), inputs: inputs)
        case .gpio(let wiring):
            return GPIOLinesDoor(
                panel: try GPIOPanel(wiring),
                questionnaire: questionnaire,
                inputs: inputs,
                hasVoice: hasVoice
            )
        }
    }
}
