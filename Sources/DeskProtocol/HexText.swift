public import MeldpostCore

/// Bytes as lower-case hexadecimal digits: how names stand in JSON and on the screen of the desk.
public enum HexText {
    /// The digits of `bytes`.
    public static func of(_ bytes: some Sequence<UInt8>) -> String { bytes.hexadecimal }

    /// The digits of a name.
    public static func of<Subject>(_ name: RandomID<Subject>) -> String {
        of(name.bytes)
    }

    /// The bytes that `digits` stand for, or nothing where they are not pairs of digits.
    public static func bytes(_ digits: String) -> [UInt8]? {
        let values = digits.utf8.map { digit -> UInt8? in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        guard values.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: values.count, by: 2) {
            guard let high = values[place], let low = values[place + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// The name that `digits` stand for.
    public static func name<Subject>(
        _ digits: String,
        of subject: Subject.Type
    ) -> RandomID<Subject>? {
        bytes(digits).flatMap { RandomID<Subject>(bytes: $0) }
    }
}
