internal import AgeFormat
internal import FoundationEssentials

/// A JSON text in the one form in which payloads are written.
///
/// No space between tokens, members in the order of the UTF-8 bytes of their names, no name twice,
/// whole numbers only, and in strings only the escapes that JSON demands. So a payload has one
/// encoding, and it does not depend on how a JSON library writes in some later year (P10).
///
/// Source: RFC 8259, and RFC 8785 (JCS) for the form, cut down to whole numbers.
indirect enum JSONTree: Sendable {
    case null
    case boolean(Bool)
    /// The digits, after a minus sign where the number is negative.
    case integer(String)
    case string(String)
    case array([JSONTree])
    /// The members in order.
    case object([(name: String, value: JSONTree)])

    /// Reads a text that is in the one form, and nothing around it.
    init(canonical bytes: [UInt8]) throws(FormatRefusal) {
        self = try JSONReader.read(bytes)
        guard encoded() == bytes else { throw .payloadMalformed }
    }

    /// Takes what a value encodes as.
    init(encoding value: some Encodable) throws(FormatRefusal) {
        guard var data = try? JSONEncoder().encode(value) else { throw .payloadMalformed }
        var bytes = Array(data)
        defer { bytes.wipe() }
        data.resetBytes(in: data.indices)
        self = try JSONReader.read(bytes)
    }

    /// Decodes a value, and makes sure that the value holds all that stands here: an unknown or
    /// superfluous member is refused.
    func decode<Value: Codable>(_ type: Value.Type) throws(FormatRefusal) -> Value {
        var bytes = encoded()
        defer { bytes.wipe() }
        var data = Data(bytes)
        defer { data.resetBytes(in: data.indices) }
        guard let value = try? JSONDecoder().decode(type, from: data) else {
            throw .payloadMalformed
        }
        var again = try JSONTree(encoding: value).encoded()
        defer { again.wipe() }
        guard again == bytes else { throw .payloadMalformed }
        return value
    }

    /// The members of an object whose names are exactly `names`, in the order of `names`.
    func members(_ names: [String]) throws(FormatRefusal) -> [JSONTree] {
        guard case .object(let members) = self, members.count == names.count else {
            throw .payloadMalformed
        }
        var values: [JSONTree] = []
        for name in names {
            guard let member = members.first(where: { $0.name.utf8.elementsEqual(name.utf8) })
            else {
                throw .payloadMalformed
            }
            values.append(member.value)
        }
        return values
    }

    /// Makes an object of members in whatever order.
    static func sorted(_ members: [(name: String, value: JSONTree)]) -> JSONTree {
        .object(members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    }

    /// The text in the one form.
    ///
    /// The array never grows: what it would leave behind in memory, nobody would wipe.
    func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lengthLimit)
        append(to: &bytes)
        return bytes
    }

    /// No less than the bytes that the text takes.
    private var lengthLimit: Int {
        func limit(_ text: String) -> Int { 2 + 6 * text.utf8.count }
        switch self {
        case .null, .boolean: return 5
        case .integer(let digits): return digits.utf8.count
        case .string(let text): return limit(text)
        case .array(let elements): return elements.reduce(2) { $0 + 1 + $1.lengthLimit }
        case .object(let members):
            return members.reduce(2) { $0 + 2 + limit($1.name) + $1.value.lengthLimit }
        }
    }

    private func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let digits): bytes += digits.utf8
        case .string(let text): Self.append(text, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.append(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += #"\""#.utf8
            case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
            case 0x08: bytes += #"\b"#.utf8
            case 0x09: bytes += #"\t"#.utf8
            case 0x0a: bytes += #"\n"#.utf8
            case 0x0c: bytes += #"\f"#.utf8
            case 0x0d: bytes += #"\r"#.utf8
            case 0..<0x20:
                bytes += #"\u00"#.utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
