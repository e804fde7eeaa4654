internal import MeldpostCore

/// Reads the structures of the formats from bytes, in the order in which they stand.
///
/// The reader never goes past the end and never takes a length from the bytes without comparing it
/// with what is left, so that no input makes it allocate more than the input's own length.
///
/// Source: RFC 8446, section 3 (presentation language, big-endian numbers).
struct WireReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// How many bytes are left.
    var remaining: Int { bytes.count - position }

    /// Takes the next `count` bytes.
    mutating func opaque(_ count: Int) throws(FormatRefusal) -> [UInt8] {
        guard count >= 0, count <= remaining else { throw .truncated }
        defer { position += count }
        return Array(bytes[position..<(position + count)])
    }

    mutating func uint8() throws(FormatRefusal) -> UInt8 {
        UInt8(truncatingIfNeeded: try number(byteCount: 1))
    }

    mutating func uint16() throws(FormatRefusal) -> UInt16 {
        UInt16(truncatingIfNeeded: try number(byteCount: 2))
    }

    mutating func uint24() throws(FormatRefusal) -> UInt32 {
        UInt32(truncatingIfNeeded: try number(byteCount: 3))
    }

    mutating func uint32() throws(FormatRefusal) -> UInt32 {
        UInt32(truncatingIfNeeded: try number(byteCount: 4))
    }

    mutating func uint64() throws(FormatRefusal) -> UInt64 {
        try number(byteCount: 8)
    }

    /// Takes a byte that is 0 or 1.
    mutating func flag() throws(FormatRefusal) -> Bool {
        switch try uint8() {
        case 0: false
        case 1: true
        default: throw .valueOutOfRange
        }
    }

    /// Takes the version, which must be `known`.
    mutating func version(_ known: UInt8) throws(FormatRefusal) {
        guard try uint8() == known else { throw .versionUnknown }
    }

    /// Takes a byte that is one of the values of an enumeration.
    mutating func oneOf<Value: RawRepresentable<UInt8>>(
        _ type: Value.Type
    ) throws(FormatRefusal) -> Value {
        guard let value = Value(rawValue: try uint8()) else { throw .valueOutOfRange }
        return value
    }

    mutating func name<Subject>() throws(FormatRefusal) -> RandomID<Subject> {
        guard let name = RandomID<Subject>(bytes: try opaque(RandomID<Subject>.length)) else {
            throw .truncated
        }
        return name
    }

    mutating func digest() throws(FormatRefusal) -> Digest {
        guard let digest = Digest(bytes: try opaque(Digest.length)) else { throw .truncated }
        return digest
    }

    mutating func signature() throws(FormatRefusal) -> Signature {
        guard let signature = Signature(bytes: try opaque(Signature.length)) else {
            throw .truncated
        }
        return signature
    }

    /// Takes the next `count` bytes, which must all be zero.
    mutating func zeroes(_ count: Int) throws(FormatRefusal) {
        guard try opaque(count).allSatisfy({ $0 == 0 }) else { throw .paddingNotZero }
    }

    /// Makes sure that nothing is left.
    func end() throws(FormatRefusal) {
        guard remaining == 0 else { throw .trailingBytes }
    }

    private mutating func number(byteCount: Int) throws(FormatRefusal) -> UInt64 {
        guard byteCount <= remaining else { throw .truncated }
        defer { position += byteCount }
        return bytes[position..<(position + byteCount)].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
