/// The six digits of a PIN as they are keyed: printing or reflecting them shows nothing.
///
/// It is overwritten as soon as it was handed to the verifier; it never reaches a file, a log or a
/// record.
public struct KeyedPIN: Hashable, Sendable {
    /// How many digits a PIN has.
    public static let length = 6

    /// The digits after a leading one, in one word: nothing of them is left behind where it is
    /// overwritten.
    private var packed: UInt32 = 1

    /// Makes a PIN of `digits`, at most six.
    public init(_ digits: [UInt8] = []) {
        for digit in digits { append(digit) }
    }

    /// The digits, each from 0 to 9.
    public var digits: [UInt8] {
        var rest = packed
        var digits: [UInt8] = []
        while rest > 1 {
            digits.insert(UInt8(rest % 10), at: 0)
            rest /= 10
        }
        return digits
    }

    /// Whether all digits are keyed.
    public var isWhole: Bool { digits.count == Self.length }

    /// Whether it is too easy to guess: one digit six times, or six in a row.
    public var isTrivial: Bool {
        let steps = zip(digits, digits.dropFirst()).map { Int($1) - Int($0) }
        return [0, 1, -1].contains { step in steps.allSatisfy { $0 == step } }
    }

    /// The PIN of which this would be the duress signal: its last digit less one, and 9 for 0.
    ///
    /// Source: DESIGN 9: PIN + 1, and 9 becomes 0.
    public var withoutDuress: KeyedPIN {
        var pin = self
        guard packed > 1 else { return self }
        let last = packed % 10
        pin.packed = packed - last + (last + 9) % 10
        return pin
    }

    mutating func append(_ digit: UInt8) {
        precondition(digit <= 9 && packed < 1_000_000, "a PIN has six digits")
        packed = packed * 10 + UInt32(digit)
    }

    mutating func removeLast() {
        precondition(packed > 1, "there is a digit")
        packed /= 10
    }
}

extension KeyedPIN: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Fixed words.
    public var description: String { "<redacted>" }

    /// Fixed words.
    public var debugDescription: String { "<redacted>" }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
