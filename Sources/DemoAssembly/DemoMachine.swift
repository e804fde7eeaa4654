internal import MeldpostCore
internal import TerminalPanel

/// Decides what the demo does with each key and with each end of a program.
///
/// ```
/// starting(inbox) → starting(station) → starting(courier) → running → ending
/// ```
struct DemoMachine {
    /// How long a program may take until it answers.
    static let startLimit = Duration.seconds(20)

    /// How long the panic button is held down.
    ///
    /// It is certain from 50 ms on (DESIGN 8).
    static let panicHold = Duration.milliseconds(300)

    /// How long a program that ended stays away, so that a person sees it.
    static let restartPause = Duration.milliseconds(1_500)

    /// How often a program that ends by itself is started again.
    static let restarts = 5

    var state: DemoState
    private var readyBy: Instant?
    private var panicUpAt: Instant?
    /// When the ring of a caller begins or stops next.
    var ringsAt: Instant?
    var isRinging = false
    private var restartAt: [DemoProgram: Instant] = [:]
    private var ownEnds: [DemoProgram: Int] = [:]
    private var isKillWished = false
    /// The program that is being run once, and the one to run after it.
    private var tool: DemoTool?
    private var nextTool: DemoTool?

    /// Makes a demo whose files are in `folder`.
    init(folder: String, slotMilliseconds: Int) {
        state = DemoState()
        state.folder = folder
        state.slotMilliseconds = slotMilliseconds
        state.note = "Making keys and starting the programs…"
    }

    /// Starts the first program.
    mutating func begin(at now: Instant) -> [DemoEffect] {
        start(.inbox, at: now)
    }

    /// When time alone matters next.
    var nextDeadline: Instant? {
        ([readyBy, panicUpAt, ringsAt].compactMap(\.self) + restartAt.values).min()
    }

    /// Does what is due by `now`.
    mutating func advance(to now: Instant) -> [DemoEffect] {
        var effects: [DemoEffect] = []
        if let readyBy, readyBy <= now, case .starting(let program) = state.phase {
            effects += end(.notReady(program))
        }
        if let panicUpAt, panicUpAt <= now {
            self.panicUpAt = nil
            state.isPanicDown = false
            effects.append(.press([PanelCode.byte(ofPanicPressed: false)]))
        }
        if let ringsAt, ringsAt <= now { effects += ring(at: now) }
        for (program, time) in restartAt where time <= now {
            restartAt[program] = nil
            effects += start(program, at: now)
        }
        return effects
    }

    /// Decides about one stimulus.
    mutating func handle(_ stimulus: DemoStimulus, at now: Instant) -> [DemoEffect] {
        guard state.phase != .ending else { return [] }
        switch stimulus {
        case .typed(let character): return handleTyped(character, at: now)
        case .shown(let output):
            state.show(output)
            return []
        case .becameReady(let program): return handleReady(program, at: now)
        case .ended(let program, let end, let words):
            return handleEnded(program, end, words: words, at: now)
        case .toolEnded(let tool, let end, let lines):
            self.tool = nil
            if let nextTool {
                self.nextTool = nil
                return run(nextTool)
            }
            guard state.view?.title == tool.title else { return [] }
            state.view?.lines =
                lines.isEmpty ? ["(\(end.isSuccess ? "nothing" : end.words))"] : lines
            state.scroll = 0
            state.note = ""
            return []
        case .endRequested: return end(.wished)
        }
    }

    private mutating func start(_ program: DemoProgram, at now: Instant) -> [DemoEffect] {
        state.programs[program] = .running
        if case .starting = state.phase {
            state.phase = .starting(program)
            readyBy = now + Self.startLimit
        }
        guard program == .station else { return [.start(program)] }
        // A panel's switches are where they are, whoever starts to read them.
        state.note = "meldpostd runs."
        let levels =
            (state.isHandsetLifted ? [PanelCode.byte(ofHandsetLifted: true)] : [])
            + (state.isPanicDown ? [PanelCode.byte(ofPanicPressed: true)] : [])
            + (state.isReceiverUp ? [PanelCode.byte(ofReceiverUp: true, on: .first)] : [])
        return levels.isEmpty ? [.start(program)] : [.start(program), .press(levels)]
    }

    private mutating func handleReady(_ program: DemoProgram, at now: Instant) -> [DemoEffect] {
        guard state.phase == .starting(program) else { return [] }
        if let successor = program.successor { return start(successor, at: now) }
        readyBy = nil
        state.phase = .running
        state.note = "Everything runs."
        return []
    }

    private mutating func handleEnded(
        _ program: DemoProgram,
        _ end: ProcessEnd,
        words: String,
        at now: Instant
    ) -> [DemoEffect] {
        if case .starting = state.phase {
            // Ctrl-C at the terminal can reach a program before it has a process group of its own.
            if end.isWish { return self.end(.wished) }
            return self.end(.endedEarly(program, end, words: words))
        }
        if program == .station { state.darken() }
        if program == .station, isKillWished {
            isKillWished = false
            state.note = "meldpostd was killed in the middle of its work. It starts again…"
        } else {
            ownEnds[program, default: 0] += 1
            state.note = "\(program.name) \(end.words)" + (words.isEmpty ? "." : ": \(words)")
        }
        guard ownEnds[program, default: 0] <= Self.restarts else {
            state.programs[program] = .ended
            return []
        }
        state.programs[program] = .restarting
        restartAt[program] = now + Self.restartPause
        return []
    }

    private mutating func end(_ ending: DemoEnding) -> [DemoEffect] {
        state.phase = .ending
        readyBy = nil
        panicUpAt = nil
        restartAt = [:]
        return [.end(ending)]
    }

    private mutating func handleTyped(_ character: UInt8, at now: Instant) -> [DemoEffect] {
        if character == UInt8(ascii: "q") { return end(.wished) }
        guard state.phase == .running, let command = DemoCommand(character: character) else {
            return []
        }
        switch command {
        case .scroll(let lines):
            state.scroll = min(max(0, state.scroll + lines), DemoScreen.scrollLimit(state))
            return []
        case .run(let tool): return run(tool)
        default:
            // Every other key goes back to the panel and does there what it always does.
            if state.view != nil { state.scroll = 0 }
            state.view = nil
            nextTool = nil
            return handlePanel(command, at: now)
        }
    }

    private mutating func run(_ tool: DemoTool) -> [DemoEffect] {
        state.view = DemoState.View(title: tool.title, lines: nil)
        state.scroll = 0
        guard self.tool == nil else {
            nextTool = tool
            return []
        }
        self.tool = tool
        return [.run(tool)]
    }

    private mutating func handlePanel(_ command: DemoCommand, at now: Instant) -> [DemoEffect] {
        state.note = ""
        switch command {
        case .key(let key) where state.isAtDesk:
            return [.press([PanelCode.byte(ofDeskKey: key)])]
        case .key(let key):
            guard state.isHandsetLifted else {
                state.note = "The handset hangs: press SPACE to lift it."
                return []
            }
            return [.press([PanelCode.byte(of: key)])]
        case .handset:
            state.isHandsetLifted.toggle()
            return [.press([PanelCode.byte(ofHandsetLifted: state.isHandsetLifted)])]
        case .desk:
            state.isAtDesk.toggle()
            state.scroll = 0
            return []
        case .call, .receiver: return handleLine(command, at: now)
        case .network:
            state.isNetworkPlugged.toggle()
            state.note =
                state.isNetworkPlugged
                ? "The network is plugged in; reconnecting takes up to 15 seconds."
                : "The network is pulled: what is stored now waits in the box."
            return [.setNetwork(isPlugged: state.isNetworkPlugged)]
        case .panic:
            guard !state.isPanicDown else { return [] }
            state.isPanicDown = true
            panicUpAt = now + Self.panicHold
            return [.press([PanelCode.byte(ofPanicPressed: true)])]
        case .resetPanic:
            state.note = "The worker turned the key switch to reset."
            return [.press([PanelCode.reset])]
        case .kill:
            switch state.programs[.station] {
            case .running:
                isKillWished = true
                return [.kill(.station)]
            case .ended:
                ownEnds[.station] = 0
                return start(.station, at: now)
            case .notStarted, .restarting, nil: return []
            }
        case .back, .scroll, .run: return []
        }
    }
}
