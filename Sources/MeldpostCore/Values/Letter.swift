/// A letter of the basic Latin alphabet, as it is keyed on a telephone keypad.
///
/// Source: ITU-T E.161, 3.1, option A: 2 is ABC, 7 is PQRS, 9 is WXYZ. Marks on letters are left
/// out: a person at the desk reads what was keyed.
public enum Letter: UInt8, Hashable, Sendable, CaseIterable {
    case a = 1
    case b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z

    /// The letter as text, in upper case.
    public var text: String {
        String(Character(Unicode.Scalar(UInt8(ascii: "A") + rawValue - 1)))
    }

    /// The letters on `key`, in the order in which repeated presses give them.
    public static func letters(on key: Key) -> [Letter] {
        switch key {
        case .two: [.a, .b, .c]
        case .three: [.d, .e, .f]
        case .four: [.g, .h, .i]
        case .five: [.j, .k, .l]
        case .six: [.m, .n, .o]
        case .seven: [.p, .q, .r, .s]
        case .eight: [.t, .u, .v]
        case .nine: [.w, .x, .y, .z]
        case .zero, .one, .star, .square: []
        }
    }
}
