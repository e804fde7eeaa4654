/// A key that went down or up.
public struct KeyMove: Equatable, Sendable {
    /// The key: 0 to 9, 10 for the star, 11 for the square.
    ///
    /// Source: ITU-T E.161, 3.1.
    public var key: UInt8
    /// Whether it went down.
    public var isDown: Bool

    /// How many keys there are.
    public static let keyCount: UInt8 = 12

    /// Makes a move.
    public init(key: UInt8, isDown: Bool) {
        self.key = key
        self.isDown = isDown
    }

    /// The move of a byte, or nothing for a byte that means none.
    public init?(code: UInt8) {
        guard code & 0x7F < Self.keyCount else { return nil }
        key = code & 0x7F
        isDown = code & 0x80 != 0
    }

    /// The byte that stands for it.
    public var code: UInt8 { key | (isDown ? 0x80 : 0) }
}
