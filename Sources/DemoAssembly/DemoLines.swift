internal import MeldpostCore
internal import TerminalPanel

/// Tells the demo in lines, for a terminal that cannot draw a screen.
enum DemoLines {
    /// The lines at the beginning.
    static func introduction(_ state: DemoState) -> [String] {
        let slot = "\(state.slotMilliseconds) ms"
        return [
            "Meldpost: a box at the desk of Bonaire, and its centre, on one terminal.",
            "To make a report: SPACE lifts the handset, 0-9 * # answer the voice.",
            "Where your terminal waits for it, press ENTER after each key.",
            "A slot is \(slot) here; a real box sends a cell every 20 s.",
            "Files: \(state.folder)",
        ]
            + [DemoProgram.station, .courier, .inbox].map { "\($0.name) \($0.sight)." }
            + ["meldpost-desk opens them with the centre's key."]
    }

    /// What has changed from `old` to `new`, a line for each change.
    static func changes(from old: DemoState, to new: DemoState) -> [String] {
        var lines: [String] = []
        if new.phase == .running, old.phase != .running {
            lines.append("Everything runs.")
        } else if new.note != old.note, !new.note.isEmpty {
            lines.append(new.note)
        }
        if new.isHandsetLifted != old.isHandsetLifted {
            lines.append(new.isHandsetLifted ? "The handset is lifted." : "The handset hangs.")
        }
        if new.utterances != old.utterances, !new.spoken.isEmpty {
            lines.append("Voice: " + new.spoken)
        }
        if new.deskUtterances != old.deskUtterances, !new.deskSpoken.isEmpty {
            lines.append("Desk: " + new.deskSpoken)
        }
        for lamp in Lamp.allCases
        where new.lamps[lamp, default: .off] != old.lamps[lamp, default: .off] {
            let rhythm = new.lamps[lamp, default: .off]
            let fact = lamp == .panic ? rhythm.panicFact.map { " (\($0))" } : nil
            lines.append("Lamp \(lamp.name): \(rhythm.words)\(fact ?? "")")
        }
        if new.isRelayClosed != old.isRelayClosed {
            lines.append(
                new.isRelayClosed ? "The panic relay is closed." : "The panic relay is open."
            )
        }
        if let view = new.view, let text = view.lines, view != old.view {
            lines.append("\(view.title):")
            lines += text.map { "  " + $0 }
        }
        let keys = DemoScreen.keys(of: new)
        if new.phase == .running, keys != DemoScreen.keys(of: old) || old.phase != .running {
            lines.append("Keys: " + keys.joined(separator: "   "))
        }
        return lines
    }
}
