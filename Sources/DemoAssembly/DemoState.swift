internal import MeldpostCore
internal import TerminalPanel

/// All that the screen of the demo shows.
struct DemoState: Hashable, Sendable {
    /// How far the demo has come.
    enum Phase: Hashable, Sendable {
        /// Waiting until this program is ready.
        case starting(DemoProgram)
        case running
        case ending
    }

    /// How a program is.
    enum ProgramState: Hashable, Sendable {
        case notStarted
        case running
        /// It has ended and starts again by itself.
        case restarting
        /// It has ended too often to start it again by itself.
        case ended
    }

    /// The output of a program that was run once, in place of the voice.
    struct View: Hashable, Sendable {
        var title: String
        /// The lines, or nothing while the program runs.
        var lines: [String]?
    }

    var phase = Phase.starting(.inbox)
    var programs: [DemoProgram: ProgramState] = [:]
    var isHandsetLifted = false
    var isPanicDown = false
    /// Whether the keys and the voice are those of the desk, not those of the kiosk.
    var isAtDesk = false
    /// Whether somebody calls on the first line, and whether its receiver is up.
    var isCalling = false
    var isReceiverUp = false
    /// What the voice of the desk says or has said last, and how many things it has said.
    var deskSpoken = ""
    var deskUtterances = 0
    var isNetworkPlugged = true
    /// What the voice says or has said last.
    var spoken = ""
    /// How many things it has said, so that a repetition can be told from silence.
    var utterances = 0
    var lamps: [Lamp: LampRhythm] = [:]
    var isRelayClosed = false
    var view: View?
    /// How many lines of the view or the voice's text have been scrolled past.
    var scroll = 0
    /// What happened last, in fixed words.
    var note = ""
    /// How long a slot is, in milliseconds.
    var slotMilliseconds = 250
    /// Where the files are.
    var folder = ""

    /// Whether a panic incident is open, as far as the lamp tells.
    var hasIncident: Bool { lamps[.panic, default: .off] != .off }

    /// What the panel shows with nobody behind it: no voice, no lamp, no relay.
    mutating func darken() {
        spoken = ""
        deskSpoken = ""
        lamps = [:]
        isRelayClosed = false
    }

    /// Takes over what the station shows or says.
    ///
    /// What was said stays to be read when the voice is hushed: nobody hears a screen.
    mutating func show(_ output: PanelOutput) {
        switch output {
        case .say(let text, _):
            spoken = text
            utterances += 1
            if view == nil { scroll = 0 }
        case .deskSay(let text):
            deskSpoken = text
            deskUtterances += 1
            if view == nil, isAtDesk { scroll = 0 }
        case .hush, .keyTone, .sound, .deskHush, .deskKeyTone: break
        case .errorTone, .deskErrorTone: note = "(low tone) That key does nothing here."
        case .lamp(let lamp, let rhythm): lamps[lamp] = rhythm
        case .relay(let isClosed): isRelayClosed = isClosed
        }
    }
}
