/// When something happens on a line, in the order in which it is taken.
///
/// At one instant what time alone ends goes first, then a ring that stops, then the receiver, then a
/// ring that begins: a door that looks at both signals a few times a second tells them together.
struct Moment: Hashable, Comparable, Sendable {
    /// What makes it happen.
    enum Source: UInt8, Hashable, Sendable {
        case time
        case quiet
        case receiver
        case ring
    }

    var instant: Instant
    var source: Source

    static func < (left: Moment, right: Moment) -> Bool {
        (left.instant, left.source.rawValue) < (right.instant, right.source.rawValue)
    }
}
