/// How many columns a keypad has, and what its keys mean.
///
/// A type and no value, so that the controller's image holds only the keypad that it has.
public protocol KeypadShape {
    /// How many columns there are: three or four.
    static var columns: Int { get }
    /// The code of the key at `index`, counted row by row from the top left.
    static func code(at index: Int) -> UInt8
}

/// The twelve keys of a telephone: three columns.
///
/// Source: ITU-T E.161, 3.1.
public enum TelephoneKeypad: KeypadShape {
    /// Three.
    public static var columns: Int { 3 }

    /// 0 to 9, 10 for the star, 11 for the square.
    public static func code(at index: Int) -> UInt8 {
        switch index {
        case 9: 10
        case 10: 0
        case 11: 11
        default: UInt8(truncatingIfNeeded: index &+ 1)
        }
    }
}

/// A telephone's keys with the letters A to D at their right: four columns.
public enum LetteredKeypad: KeypadShape {
    /// Four.
    public static var columns: Int { 4 }

    /// As on a telephone, and 12 to 15 for the letters, which are no keys of ours.
    public static func code(at index: Int) -> UInt8 {
        let row = index >> 2
        let column = index & 3
        if column == 3 { return UInt8(truncatingIfNeeded: 12 &+ row) }
        return TelephoneKeypad.code(at: row &* 3 &+ column)
    }
}
