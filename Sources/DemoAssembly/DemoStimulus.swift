internal import TerminalPanel

/// Something that happened and that the demo must decide about.
enum DemoStimulus: Hashable, Sendable {
    /// A person typed this character.
    case typed(UInt8)
    /// The station showed or said something.
    case shown(PanelOutput)
    /// A program answers for the first time.
    case becameReady(DemoProgram)
    /// A program ended; `words` is the last line of its log.
    case ended(DemoProgram, ProcessEnd, words: String)
    /// A program that was run once ended, having printed these lines.
    case toolEnded(DemoTool, ProcessEnd, lines: [String])
    /// The person or the system wants the demo to end.
    case endRequested
}

/// Something that the demo has decided and that must be done.
enum DemoEffect: Hashable, Sendable {
    /// Start a program.
    case start(DemoProgram)
    /// End a program without a warning, as a power cut would.
    case kill(DemoProgram)
    /// Give bytes to the station's panel.
    case press([UInt8])
    /// Pull the network or plug it in.
    case setNetwork(isPlugged: Bool)
    /// Run a program once.
    case run(DemoTool)
    /// End everything.
    case end(DemoEnding)
}

/// How the demo ends.
enum DemoEnding: Hashable, Sendable {
    /// As the person wished.
    case wished
    /// A program did not become ready.
    case notReady(DemoProgram)
    /// A program ended before it was ready; `words` is the last line of its log.
    case endedEarly(DemoProgram, ProcessEnd, words: String)

    /// The words for standard error, or nothing when all is well.
    var words: String? {
        switch self {
        case .wished: nil
        case .notReady(let program):
            "\(program.name) did not become ready within "
                + "\(DemoMachine.startLimit.components.seconds) s."
        case .endedEarly(let program, let end, let words):
            "\(program.name) \(end.words) before it was ready. Its last words: "
                + (words.isEmpty ? "(none)" : words)
        }
    }

    /// The exit code.
    ///
    /// Source: sysexits.h, EX_OK and EX_UNAVAILABLE.
    var exitCode: Int32 { self == .wished ? 0 : 69 }
}
