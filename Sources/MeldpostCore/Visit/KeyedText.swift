/// What was keyed for one question, sign by sign: digits, or letters and spaces.
///
/// Up to 31 signs in place, and their count in the last byte.
struct KeyedText: Hashable, Sendable {
    /// How many signs there can be.
    static let capacity = 31

    private static let space: UInt8 = 27
    private static let countPlace = 31

    private var bytes = SIMD32<UInt8>()

    /// How many signs there are.
    var count: Int { Int(bytes[Self.countPlace]) }

    /// Whether nothing was keyed.
    var isEmpty: Bool { count == 0 }

    /// A digit or a letter, as it was keyed.
    enum Sign: Hashable, Sendable {
        case digit(UInt8)
        case letter(Letter)
        case space
    }

    /// The signs as digits.
    var digits: [UInt8] {
        (0..<count).map { bytes[$0] &- 1 }
    }

    /// The signs as letters, with nothing for a space.
    var letters: [Letter?] {
        (0..<count).map { Letter(rawValue: bytes[$0]) }
    }

    /// The text of digits.
    var digitText: String {
        digits.map { "\($0)" }.joined()
    }

    /// The text of letters.
    var letterText: String {
        letters.map { $0?.text ?? " " }.joined()
    }

    /// The digits as a number.
    var number: Int {
        digits.reduce(0) { $0 * 10 + Int($1) }
    }

    /// The last letter, where there is one.
    var lastLetter: Letter? {
        isEmpty ? nil : Letter(rawValue: bytes[count - 1])
    }

    /// Adds a sign where there is room.
    mutating func append(_ sign: Sign) {
        guard count < Self.capacity else { return }
        bytes[count] = Self.byte(sign)
        bytes[Self.countPlace] += 1
    }

    /// Puts another sign in the place of the last one.
    mutating func replaceLast(_ sign: Sign) {
        guard !isEmpty else { return }
        bytes[count - 1] = Self.byte(sign)
    }

    /// Takes the last sign away.
    mutating func removeLast() {
        guard !isEmpty else { return }
        bytes[count - 1] = 0
        bytes[Self.countPlace] -= 1
    }

    private static func byte(_ sign: Sign) -> UInt8 {
        switch sign {
        case .digit(let digit): digit + 1
        case .letter(let letter): letter.rawValue
        case .space: space
        }
    }
}

/// Room for the keyed answers of one visit.
struct KeyedTexts: Hashable, Sendable {
    /// How many keyed answers one kind of visit can have.
    static let capacity = 6

    private var first = KeyedText()
    private var second = KeyedText()
    private var third = KeyedText()
    private var fourth = KeyedText()
    private var fifth = KeyedText()
    private var sixth = KeyedText()

    subscript(slot: Int) -> KeyedText {
        get {
            switch slot {
            case 0: first
            case 1: second
            case 2: third
            case 3: fourth
            case 4: fifth
            default: sixth
            }
        }
        set {
            switch slot {
            case 0: first = newValue
            case 1: second = newValue
            case 2: third = newValue
            case 3: fourth = newValue
            case 4: fifth = newValue
            default: sixth = newValue
            }
        }
    }
}
