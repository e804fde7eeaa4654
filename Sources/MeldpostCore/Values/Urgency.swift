/// How soon an entry leaves the box, and in which order.
///
/// Source: DESIGN 5.3, header field `urgency`. A lower number goes first.
public enum Urgency: UInt8, Hashable, Comparable, Sendable, CaseIterable {
    /// A panic record: at once.
    case panic = 0

    /// A report in which somebody is in danger now, or an urgent need for support: at once (R4, R90).
    case urgent = 1

    /// Any other contact: at the slots.
    case ordinary = 2

    /// What nobody waits for: at the slots, after the rest.
    case log = 3

    /// Whether `left` goes before `right`.
    public static func < (left: Urgency, right: Urgency) -> Bool {
        left.rawValue < right.rawValue
    }

    /// Whether entries of this urgency leave without waiting for a slot.
    public var leavesAtOnce: Bool {
        self <= .urgent
    }
}
