internal import MeldpostCore

/// How long the voice takes: on a terminal nothing is heard, so the time is reckoned.
struct SpeakingTime {
    private let perCharacter: Duration
    private var utterance: (number: UInt64, end: Instant)?

    /// Makes a silent voice that takes `perCharacter` for each character.
    init(perCharacter: Duration) {
        self.perCharacter = perCharacter
    }

    /// When the voice comes to the end, while it speaks.
    var nextDeadline: Instant? { utterance?.end }

    /// The voice begins `output` or stops for it.
    ///
    /// A text of no characters ends at once, but it ends: the station waits for that.
    mutating func handle(_ output: PanelOutput, at now: Instant) {
        switch output {
        case .say(let text, let number): utterance = (number, now + perCharacter * text.count)
        case .hush: utterance = nil
        case .sound, .keyTone, .errorTone, .lamp, .relay, .deskSay, .deskHush, .deskKeyTone,
            .deskErrorTone:
            break
        }
    }

    /// The number of the utterance that has come to its end by `now`; it is said once.
    mutating func finishes(by now: Instant) -> UInt64? {
        guard let utterance, utterance.end <= now else { return nil }
        self.utterance = nil
        return utterance.number
    }
}
