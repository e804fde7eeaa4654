internal import Glibc
internal import MeldpostCore

/// The face of the demo towards a person: a drawn screen, or lines where none can be drawn.
struct DemoFace {
    private enum Kind {
        case screen(DemoScreen, TerminalMode)
        case lines
    }

    private let kind: Kind
    private let output: Int32
    private var drawn: [String] = []
    private var told: DemoState?

    /// Finds out what the terminal can do.
    ///
    /// A screen needs a terminal on both sides that is not a dumb one and has 80 × 24 cells; lines
    /// of a box are drawn where the locale says UTF-8.
    init(input: Int32, output: Int32, environment: [String: String]) {
        self.output = output
        let size = TerminalMode.size(of: output)
        let isCapable =
            isatty(output) == 1 && !["", "dumb"].contains(environment["TERM"] ?? "")
            && size.map { $0.columns >= DemoScreen.columns && $0.rows >= DemoScreen.rows } ?? false
        guard isCapable, let mode = TerminalMode(descriptor: input) else {
            kind = .lines
            return
        }
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let isUnicode = ["utf-8", "utf8"].contains { locale.lowercased().hasSuffix($0) }
        kind = .screen(DemoScreen(glyphs: isUnicode ? .lines : .ascii), mode)
    }

    /// The mode of the terminal that somebody else may have to restore, in its saved form.
    var savedMode: [UInt8]? {
        guard case .screen(_, let mode) = kind else { return nil }
        return mode.saved
    }

    /// Whether the face changes by itself, with `state` standing still.
    func isMoving(_ state: DemoState) -> Bool {
        guard case .screen = kind else { return false }
        return state.lamps.values.contains(where: \.isMoving)
    }

    /// Takes the terminal, at the beginning and after a stop.
    mutating func enter() throws(DemoFault) {
        guard case .screen(_, let mode) = kind else { return }
        try mode.enter(output: output)
        drawn = []
    }

    /// Gives the terminal back as it was.
    func leave() {
        guard case .screen(_, let mode) = kind else { return }
        mode.leave(output: output)
    }

    /// Forgets what stands on the screen, so that all of it is drawn again.
    mutating func redraw() {
        drawn = []
    }

    /// Shows `state`.
    ///
    /// A terminal that takes nothing is passed over until it does.
    mutating func show(_ state: DemoState, at now: Instant) {
        switch kind {
        case .lines:
            let lines = told.map { DemoLines.changes(from: $0, to: state) }
            for line in lines ?? DemoLines.introduction(state) { write(line + "\n") }
            told = state
        case .screen(let screen, _):
            guard Descriptor.isWritable(output) else { return }
            let lines = Self.fitted(
                screen.render(state, at: now),
                to: TerminalMode.size(of: output)
            )
            let parts = lines.indices.filter {
                !drawn.indices.contains($0) || drawn[$0] != lines[$0]
            }
            let text = parts.map { row in
                let style = row == 0 ? "\u{1b}[7m" : row >= DemoScreen.rows - 2 ? "\u{1b}[1m" : ""
                return "\u{1b}[\(row + 1);1H\(style)\(lines[row])\u{1b}[0m\u{1b}[K"
            }
            let isNew = drawn.isEmpty
            drawn = lines
            guard !text.isEmpty else { return }
            write((isNew ? "\u{1b}[2J" : "") + text.joined())
        }
    }

    private static func fitted(_ lines: [String], to size: (columns: Int, rows: Int)?) -> [String] {
        guard let size else { return lines }
        guard size.columns < DemoScreen.columns || size.rows < DemoScreen.rows else { return lines }
        let plea = ["Please make the window", "80 x 24 again."]
        return plea.prefix(size.rows).map { Cells.fitted($0, to: size.columns) }
    }

    private func write(_ text: String) {
        Descriptor.write(Array(text.utf8), to: output)
    }
}
