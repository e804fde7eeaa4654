/// A lasting condition of a station that the inbox sees, declared once: its code, its words and
/// what to do.
///
/// Source: F45 and F72 (rolled-back and cloned boxes), DESIGN 5.3 (forks and new journals).
public enum StationCondition: String, Hashable, Sendable, CaseIterable, Codable {
    /// Two different entries, or two different chain heads, stand at one place of a chain.
    case fork = "station.fork"
    /// A cell came whose counter did not grow.
    case counterBack = "station.counter-back"
    /// A journal that the inbox had not seen.
    case newJournal = "station.new-journal"
    /// An entry is missing, and the station has nothing more to send.
    case gap = "station.gap"
    /// The station sent an entry or a signal that does not verify.
    case refusedEntry = "station.refused-entry"

    /// The words that a person reads, at most 64 characters.
    public var words: String {
        switch self {
        case .fork: "Two versions of one chain: box cloned, or set back to a copy."
        case .counterBack: "A cell came twice or late: replayed, or the box was cloned."
        case .newJournal: "The station has begun a new journal."
        case .gap: "An entry is missing and the station has nothing more to send."
        case .refusedEntry: "The station sent something that its key did not sign."
        }
    }

    /// What the person who reads the words should do, in lines of at most 72 characters.
    public var whatToDo: [String] {
        switch self {
        case .fork, .counterBack:
            [
                "Ask the technician whether the box or its card was replaced today.",
                "If not: treat the key of the station as stolen and replace it.",
            ]
        case .newJournal:
            ["Expected when a box is set up or its disk was replaced. Ask, then clear."]
        case .gap:
            ["Ask the technician for the damaged rows that the box shows in its status."]
        case .refusedEntry:
            ["Ask the technician to check the version and the disk of the box."]
        }
    }
}
