internal import AgeFormat

/// Reads a JSON text without space between tokens into a ``JSONTree``.
///
/// Depth is bounded, and so is memory: by the length of the text.
struct JSONReader {
    /// How deep objects and arrays can stand in each other; payloads need five.
    private static let depthLimit = 16

    /// How many digits a number can have: those of the greatest `UInt64`.
    private static let digitLimit = 20

    private let bytes: [UInt8]
    private var position = 0

    /// Reads a text, and nothing around it.
    static func read(_ bytes: [UInt8]) throws(FormatRefusal) -> JSONTree {
        var reader = JSONReader(bytes: bytes)
        let tree = try reader.value(depth: 0)
        guard reader.position == bytes.count else { throw .payloadMalformed }
        return tree
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ text: StaticString) throws(FormatRefusal) {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[position...].starts(with: wanted) else { throw .payloadMalformed }
        position += wanted.count
    }

    private mutating func value(depth: Int) throws(FormatRefusal) -> JSONTree {
        guard depth < Self.depthLimit, let next else { throw .payloadMalformed }
        switch next {
        case UInt8(ascii: "n"):
            try expect("null")
            return .null
        case UInt8(ascii: "t"):
            try expect("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try expect("false")
            return .boolean(false)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "{"): return try object(depth: depth)
        default: return try integer()
        }
    }

    private mutating func array(depth: Int) throws(FormatRefusal) -> JSONTree {
        try expect("[")
        var elements: [JSONTree] = []
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
        } while take(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func object(depth: Int) throws(FormatRefusal) -> JSONTree {
        try expect("{")
        var members: [(name: String, value: JSONTree)] = []
        if take("}") { return .object(members) }
        repeat {
            let name = try string()
            try expect(":")
            members.append((name, try value(depth: depth + 1)))
        } while take(",")
        try expect("}")
        let tree = JSONTree.sorted(members)
        guard case .object(let sorted) = tree else { return tree }
        for (left, right) in zip(sorted, sorted.dropFirst())
        where left.name.utf8.elementsEqual(right.name.utf8) {
            throw .payloadMalformed
        }
        return tree
    }

    private mutating func integer() throws(FormatRefusal) -> JSONTree {
        let start = position
        _ = take("-")
        let first = position
        while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { position += 1 }
        let digits = bytes[first..<position]
        let hasLeadingZero =
            digits.first == UInt8(ascii: "0") && (digits.count > 1 || first > start)
        guard (1...Self.digitLimit).contains(digits.count), !hasLeadingZero else {
            throw .payloadMalformed
        }
        return .integer(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func string() throws(FormatRefusal) -> String {
        try expect("\"")
        var text: [UInt8] = []
        defer { text.wipe() }
        while !take("\"") {
            guard let byte = next, byte >= 0x20 else { throw .payloadMalformed }
            position += 1
            text.append(byte == UInt8(ascii: "\\") ? try escaped() : byte)
        }
        guard let string = String(validating: text, as: UTF8.self) else {
            throw .payloadMalformed
        }
        return string
    }

    /// Takes what stands after a backslash.
    ///
    /// What `\u` can say that UTF-8 says without it is refused.
    private mutating func escaped() throws(FormatRefusal) -> UInt8 {
        guard let byte = next else { throw .payloadMalformed }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return byte
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "n"): return 0x0a
        case UInt8(ascii: "f"): return 0x0c
        case UInt8(ascii: "r"): return 0x0d
        case UInt8(ascii: "u"):
            try expect("00")
            let digits = String(decoding: bytes[position...].prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16), value < 0x80 else {
                throw .payloadMalformed
            }
            position += 2
            return value
        default: throw .payloadMalformed
        }
    }
}
