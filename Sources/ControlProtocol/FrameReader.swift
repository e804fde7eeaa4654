/// Takes fixed-length fields from the bytes of a frame, in order.
struct FrameReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// Whether everything was taken.
    var isAtEnd: Bool { rest.isEmpty }

    /// The next `count` bytes.
    mutating func bytes(_ count: Int) throws(ControlRefusal) -> [UInt8] {
        guard rest.count >= count else { throw .length }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// The next byte.
    mutating func byte() throws(ControlRefusal) -> UInt8 {
        guard let byte = rest.popFirst() else { throw .length }
        return byte
    }

    /// The next eight bytes as a number, the highest byte first.
    mutating func unsigned64() throws(ControlRefusal) -> UInt64 {
        try bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
