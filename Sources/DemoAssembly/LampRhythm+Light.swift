internal import MeldpostCore

extension LampRhythm {
    /// Whether a lamp of this rhythm shines at `now`.
    func isLit(at now: Instant) -> Bool {
        let time = now.sinceStart.wholeMilliseconds
        return switch self {
        case .off: false
        case .on: true
        case .slow: time % 1_000 < 500
        case .fast: time % 200 < 100
        case .double: time % 1_500 < 150 || (300..<450).contains(time % 1_500)
        case .blip: time % 2_000 < 150
        }
    }

    /// How the lamp shines, in words.
    var words: String {
        switch self {
        case .off: "off"
        case .on: "on"
        case .slow: "slow"
        case .fast: "fast"
        case .double: "double"
        case .blip: "blips"
        }
    }

    /// What the lamp at the panic button says with this rhythm, or nothing while it is off.
    ///
    /// Source: DESIGN 8; the table stands at ``MeldpostCore/PanicFacts``.
    var panicFact: String? {
        switch self {
        case .off: nil
        case .fast: "pressed"
        case .double: "stored in the box"
        case .slow: "left the box"
        case .blip: "reached the centre"
        case .on: "accepted by a person"
        }
    }

    /// Whether the lamp changes by itself.
    var isMoving: Bool { self != .off && self != .on }
}
