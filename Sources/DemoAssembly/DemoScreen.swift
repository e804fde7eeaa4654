internal import MeldpostCore
internal import TerminalPanel

/// Draws the demo on 80 × 24 cells.
struct DemoScreen {
    /// The cells in a line.
    static let columns = 80
    /// The lines.
    static let rows = 24

    private static let textColumns = columns - 4
    private static let viewRows = 17

    /// How much room the voice has.
    ///
    /// A person who has lifted the handset needs it more than the introduction, and for the longest
    /// texts, the reading back, more than the drawing of the keypad.
    private static func voiceRows(_ state: DemoState) -> Int {
        guard state.isHandsetLifted else { return 8 }
        return textLines(of: state).count <= 11 ? 11 : longVoiceRows
    }

    private static let longVoiceRows = 15

    /// Which characters the terminal can draw.
    enum Glyphs: Hashable, Sendable {
        case lines
        case ascii
    }

    let glyphs: Glyphs

    /// The screen for `state`: at most 24 lines of at most 80 cells.
    ///
    /// - Parameters:
    ///   - state: what there is to show.
    ///   - now: decides whether a flashing lamp shines.
    /// - Returns: the lines, without spaces at their ends.
    func render(_ state: DemoState, at now: Instant) -> [String] {
        var lines = [Self.title]
        if let view = state.view {
            // The programs print lines of up to 80 cells: their box has no sides.
            lines += box(
                view.title,
                text: Self.textLines(of: state),
                rows: Self.viewRows,
                scroll: state.scroll,
                hasSides: false
            )
            lines.append("")
        } else {
            let rows = Self.voiceRows(state)
            if !state.isHandsetLifted { lines += Self.introduction }
            lines += box(
                state.isAtDesk ? "The voice of the desk says" : "The voice says",
                text: Self.textLines(of: state),
                rows: rows,
                scroll: state.scroll,
                hasSides: true
            )
            let side = side(state, at: now)
            lines +=
                rows == Self.longVoiceRows
                ? side.prefix(3).map { "  " + $0 } : zip(keypad, side).map { "  \($0)   \($1)" }
        }
        lines.append(" " + Self.note(of: state))
        lines += Self.keys(of: state).map { " " + $0 }
        return lines.map { line in
            let fitted = Cells.fitted(line, to: Self.columns)
            return String(
                fitted.prefix(
                    upTo: fitted.lastIndex { $0 != " " }.map(fitted.index(after:))
                        ?? fitted.startIndex
                )
            )
        }
    }

    /// How far the text in the box can be scrolled.
    static func scrollLimit(_ state: DemoState) -> Int {
        max(0, textLines(of: state).count - (state.view == nil ? voiceRows(state) : viewRows))
    }

    /// What can be pressed now, in words of at most 78 cells a line.
    static func keys(of state: DemoState) -> [String] {
        guard state.phase == .running else { return ["", "q quit"] }
        let more = scrollLimit(state) > 0 ? "  + - scroll" : ""
        if state.view != nil {
            return ["b back to the panel" + more, "d desk  o open record  s status  q quit"]
        }
        let handset =
            state.isHandsetLifted
            ? "SPACE hang up  0-9 * # telephone keys"
            : "SPACE lift the handset  w worker's desk"
        let network = state.isNetworkPlugged ? "n pull network" : "n plug network in"
        let panic = state.hasIncident ? "  a accept, x reset panic" : "  p panic"
        let kill = state.programs[.station] == .ended ? "k start meldpostd" : "k kill meldpostd"
        guard !state.isAtDesk else {
            let line =
                state.isReceiverUp
                ? "h receiver down"
                : state.isCalling ? "h answer  r caller gives up" : "r a call comes in"
            return [
                "w to the kiosk  0-9 * # desk keypad  " + line + more,
                "c calls  d desk  o open record  s status" + panic + "  q quit",
            ]
        }
        return [
            handset + more + panic,
            "\(network)  \(kill)  d desk  o open record  s status  q quit",
        ]
    }

    /// What happened last, or how far a panic has come.
    private static func note(of state: DemoState) -> String {
        let fact = state.lamps[.panic, default: .off].panicFact
        guard state.note.isEmpty, let fact else { return state.note }
        return "Panic: \(fact)."
    }

    private static let title =
        " Meldpost: a box at the desk of Bonaire, and its centre, on one terminal"

    private static let introduction = [
        " To make a report: SPACE lifts the handset, 0-9 * # answer the voice.",
        " The box seals it, stores it, and cannot read it back. Then look with d and o.",
        "",
    ]

    private static let deskIntroduction =
        "(nothing) Key number 100 and PIN 135790; 135791 is the same under duress. Signed in: "
        + "1 # report, 2 # advice, 3 and 1 to 6 without data, 9 out. # says what is open."

    private static func textLines(of state: DemoState) -> [String] {
        if let view = state.view {
            return (view.lines ?? ["…"]).flatMap { Cells.wrapped($0, to: columns) }
        }
        guard !state.isAtDesk else {
            let text = state.deskSpoken.isEmpty ? deskIntroduction : state.deskSpoken
            return Cells.wrapped(text, to: textColumns)
        }
        if !state.spoken.isEmpty { return Cells.wrapped(state.spoken, to: textColumns) }
        return [state.isHandsetLifted ? "…" : "(nothing; the handset hangs)"]
    }

    private func box(
        _ title: String,
        text: [String],
        rows: Int,
        scroll: Int,
        hasSides: Bool
    ) -> [String] {
        let corners = glyphs == .lines && hasSides ? ["┌", "┐", "└", "┘"] : nil
        let (across, down) = glyphs == .lines ? ("─", "│") : ("-", "|")
        func edge(_ text: String, _ left: Int) -> String {
            let plain = hasSides ? "+" : across
            let rest = Self.columns - 2 - Cells.width(of: text)
            return (corners?[left] ?? plain) + text
                + String(repeating: across, count: max(0, rest))
                + (corners?[left + 1] ?? plain)
        }
        let first = min(scroll, max(0, text.count - rows))
        let shown = text.dropFirst(first).prefix(rows)
        let below = text.count - first - shown.count
        let inside = (shown + Array(repeating: "", count: rows - shown.count)).map { line in
            hasSides ? "\(down) \(Cells.fitted(line, to: Self.textColumns)) \(down)" : line
        }
        return [edge("\(across) \(title) ", 0)] + inside
            + [edge(below > 0 ? "\(across) \(below) more: press + " : "", 2)]
    }

    private var keypad: [String] {
        let (top, bottom, down) =
            glyphs == .lines
            ? ("┌───┬───┬───┐", "└───┴───┴───┘", "│")
            : ("+---+---+---+", "+---+---+---+", "|")
        let rows = ["123", "456", "789", "*0#"].map { row in
            down + row.map { " \($0) " }.joined(separator: down) + down
        }
        return [top] + rows + [bottom, Cells.fitted("", to: Cells.width(of: top))]
    }

    private func side(_ state: DemoState, at now: Instant) -> [String] {
        let lamps = [Lamp.ready, .desk, .panic, .fault].map { lamp in
            let rhythm = state.lamps[lamp, default: .off]
            return
                "\(lamp.name) \(light(rhythm.isLit(at: now))) \(Cells.fitted(rhythm.words, to: 6))"
        }
        let network =
            state.isNetworkPlugged
            ? "plugged in; a slot every \(Self.seconds(state.slotMilliseconds)) s (real box: 20 s)"
            : "PULLED: nothing gets in or out of the box"
        return [
            "Handset " + Cells.fitted(state.isHandsetLifted ? "lifted" : "hung up", to: 10)
                + "Panic button " + Cells.fitted(state.isPanicDown ? "DOWN" : "up", to: 6)
                + "Relay " + (state.isRelayClosed ? "CLOSED" : "open"),
            lamps.joined(separator: " "),
            "Network " + network,
        ]
            + [DemoProgram.station, .courier, .inbox].map { program in
                line(program.name, Self.words(state.programs[program]), program.sight)
            }
            + [line("meldpost-desk", "d o a", "opens them with the centre's key")]
    }

    private func line(_ name: String, _ state: String, _ sight: String) -> String {
        "\(Cells.fitted(name, to: 16)) \(Cells.fitted(state, to: 5)) \(sight)"
    }

    private func light(_ isLit: Bool) -> String {
        switch glyphs {
        case .lines: isLit ? "●" : "○"
        case .ascii: isLit ? "(*)" : "( )"
        }
    }

    private static func words(_ state: DemoState.ProgramState?) -> String {
        switch state {
        case .running: "runs"
        case .restarting: "DOWN"
        case .ended: "ENDED"
        case .notStarted, nil: "-"
        }
    }

    private static func seconds(_ milliseconds: Int) -> String {
        var digits = "\(1_000 + milliseconds % 1_000)".dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(milliseconds / 1_000)" + (digits.isEmpty ? "" : ".") + digits
    }
}
