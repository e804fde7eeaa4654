internal import MeldpostCore

/// How long the voice takes: on a terminal nothing is heard, so the time is reckoned.
struct SpeakingTime {
    private let perCharacter: Duration
    private var end: Instant?

    /// Makes a silent voice that takes `perCharacter` for each character.
    init(perCharacter: Duration) {
        self.perCharacter = perCharacter
    }

    /// When the voice comes to the end, while it speaks.
    var nextDeadline: Instant? { end }

    /// The voice begins `output` or stops for it.
    ///
    /// A text of no characters ends at once, but it ends: the station waits for that.
    mutating func handle(_ output: PanelOutput, at now: Instant) {
        switch output {
        case .say(let text): end = now + perCharacter * text.count
        case .hush: end = nil
        case .keyTone, .errorTone, .lamp, .relay: break
        }
    }

    /// Whether the voice has come to the end by `now`; it says so once.
    mutating func finishes(by now: Instant) -> Bool {
        guard let end, end <= now else { return false }
        self.end = nil
        return true
    }
}
