/// Where a line is: the chip by its label, the line by its offset.
///
/// Numbers of chips change from boot to boot; labels come from the device tree.
///
/// Source: gpiodetect(1), gpioinfo(1).
public struct LinePlace: Hashable, Sendable {
    /// The label of the chip.
    public var chip: String
    /// The offset of the line on the chip.
    public var offset: UInt32
    /// Whether an input is active while it is high, and an output while it is low.
    ///
    /// An input is active while its contact conducts to ground, an output while it is high, unless
    /// this turns it round.
    public var isInverted: Bool

    /// Makes a place.
    public init(chip: String, offset: UInt32, isInverted: Bool = false) {
        self.chip = chip
        self.offset = offset
        self.isInverted = isInverted
    }

    /// Reads a place as it stands in the configuration: `17`, `expander:3`, `!17`, `!expander:3`.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - defaultChip: the label where the text names none.
    public init?(_ text: String, defaultChip: String?) {
        let isInverted = text.hasPrefix("!")
        let rest = isInverted ? text.dropFirst() : text[...]
        // A label may hold a colon itself; the offset cannot.
        let colon = rest.lastIndex(of: ":")
        let digits = colon.map { rest[rest.index(after: $0)...] } ?? rest
        let chip = colon.map { String(rest[..<$0]) } ?? defaultChip
        // A label has at most 31 bytes. Source: linux/gpio.h, GPIO_MAX_NAME_SIZE.
        guard let chip, (1...31).contains(chip.utf8.count), (1...5).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) }), let offset = UInt32(digits)
        else { return nil }
        self.init(chip: chip, offset: offset, isInverted: isInverted)
    }
}
