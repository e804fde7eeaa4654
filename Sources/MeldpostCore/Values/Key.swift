/// A key of the telephone keypad.
///
/// Source: ITU-T E.161, 3.1 (ten digits, star and square).
public enum Key: UInt8, Hashable, Sendable, CaseIterable {
    case zero = 0
    case one
    case two
    case three
    case four
    case five
    case six
    case seven
    case eight
    case nine
    /// `*`: go back, or clear.
    case star
    /// `#`: confirm, or end.
    case square
}
