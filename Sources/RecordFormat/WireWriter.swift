internal import MeldpostCore

/// Writes the structures of the formats, in the order in which they stand.
///
/// Source: RFC 8446, section 3 (presentation language, big-endian numbers).
struct WireWriter {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func opaque(_ part: some Collection<UInt8>) {
        bytes += part
    }

    mutating func uint8(_ value: UInt8) {
        bytes.append(value)
    }

    mutating func uint16(_ value: UInt16) {
        number(UInt64(value), byteCount: 2)
    }

    /// Writes a number below 2^24.
    mutating func uint24(_ value: UInt32) {
        precondition(value < 1 << 24, "The number does not fit into three bytes.")
        number(UInt64(value), byteCount: 3)
    }

    mutating func uint32(_ value: UInt32) {
        number(UInt64(value), byteCount: 4)
    }

    mutating func uint64(_ value: UInt64) {
        number(value, byteCount: 8)
    }

    mutating func flag(_ value: Bool) {
        uint8(value ? 1 : 0)
    }

    mutating func name<Subject>(_ name: RandomID<Subject>) {
        opaque(name.bytes)
    }

    mutating func zeroes(_ count: Int) {
        bytes += repeatElement(0, count: count)
    }

    private mutating func number(_ value: UInt64, byteCount: Int) {
        for index in (0..<byteCount).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(index))))
        }
    }
}
