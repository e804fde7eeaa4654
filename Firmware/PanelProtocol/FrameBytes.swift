/// The bytes of one frame before stuffing: bounded, and without an allocation.
public struct FrameBytes: Equatable, Sendable {
    /// How many bytes a frame has at most, its check sum included.
    public static let capacity = 24
    /// How many bytes stand before the body.
    public static let headerLength = 4
    /// How many bytes the check sum has.
    public static let checkLength = 4

    private var storage = InlineArray<24, UInt8>(repeating: 0)

    /// How many bytes there are.
    public private(set) var count = 0

    /// Makes a frame without bytes.
    public init() {}

    /// Makes the beginning of a frame.
    ///
    /// - Parameters:
    ///   - kind: the byte of its kind.
    ///   - session: the session that it belongs to.
    public init(kind: UInt8, session: UInt16) {
        append(PanelProtocolVersion.current)
        append(kind)
        append(session)
    }

    /// The byte at `index`.
    public subscript(index: Int) -> UInt8 {
        // Inlined, each use would copy the frame.
        @inline(never) get { storage[index] }
    }

    /// The two bytes at `index`, the higher first.
    @inline(never)
    public func word(at index: Int) -> UInt16 {
        UInt16(self[index]) << 8 | UInt16(self[index + 1])
    }

    /// The version of the protocol that the sender speaks.
    public var version: UInt8 { count == 0 ? 0 : self[0] }
    /// The byte of the kind.
    public var kind: UInt8 { count < Self.headerLength ? 0 : self[1] }
    /// The session that the frame belongs to.
    public var session: UInt16 { count < Self.headerLength ? 0 : word(at: 2) }
    /// How many bytes stand after the header; the check sum is not counted once it is taken off.
    public var bodyCount: Int { count - Self.headerLength }

    /// Whether another byte has room.
    public var isFull: Bool { count == Self.capacity }

    /// Adds a byte; there must be room.
    @inline(never)
    public mutating func append(_ byte: UInt8) {
        precondition(!isFull, "a frame is bounded")
        storage[count] = byte
        count += 1
    }

    /// Adds two bytes, the higher first.
    @inline(never)
    public mutating func append(_ word: UInt16) {
        append(UInt8(truncatingIfNeeded: word >> 8))
        append(UInt8(truncatingIfNeeded: word))
    }

    /// The byte at `index`; mutating, so that the compiler does not copy the frame for a look.
    mutating func look(at index: Int) -> UInt8 { storage[index] }

    /// Adds the check sum of all bytes.
    mutating func appendCheck() {
        let check = findCheck()
        append(UInt16(truncatingIfNeeded: check >> 16))
        append(UInt16(truncatingIfNeeded: check))
    }

    /// Takes the last four bytes off; says whether they are the check sum of the others.
    mutating func removeCheck() -> Bool {
        count -= Self.checkLength
        let check = findCheck()
        var claimed: UInt32 = 0
        for index in count..<count + Self.checkLength {
            claimed = claimed << 8 | UInt32(storage[index])
        }
        return claimed == check
    }

    private mutating func findCheck() -> UInt32 {
        var check = FrameCheck()
        for index in 0..<count { check.add(storage[index]) }
        return check.value
    }

    /// Whether two frames have the same bytes.
    public static func == (left: FrameBytes, right: FrameBytes) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where left.storage[index] != right.storage[index] {
            return false
        }
        return true
    }
}
