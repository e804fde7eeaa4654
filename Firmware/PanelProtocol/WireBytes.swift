/// A frame as it goes over the line: stuffed, with a zero before and after.
///
/// The stuffing is COBS: a frame has one byte more and no zero inside, whatever it holds. SLIP would
/// double the worst frame. The zero before a frame ends whatever junk came before it, so that no
/// frame is lost to junk; the zero after it means that nobody waits for the next one.
///
/// Source: Cheshire and Baker, "Consistent Overhead Byte Stuffing", IEEE/ACM Transactions on
/// Networking 7(2), 1999.
public struct WireBytes: Sendable {
    /// How many bytes there are at most: two zeros and the byte of the stuffing more.
    public static let capacity = FrameBytes.capacity + 3

    private var storage = InlineArray<27, UInt8>(repeating: 0)

    private var taken = 0

    /// How many bytes there are.
    public private(set) var count = 0

    /// Makes no bytes.
    public init() {}

    /// Makes what goes over the line for `frame`, which has no check sum yet.
    public init(_ frame: FrameBytes) {
        var checked = frame
        checked.appendCheck()
        count = 2
        var code = 1
        for index in 0..<checked.count {
            let byte = checked.look(at: index)
            if byte == 0 {
                storage[code] = UInt8(truncatingIfNeeded: count - code)
                code = count
            } else {
                storage[count] = byte
            }
            count += 1
        }
        storage[code] = UInt8(truncatingIfNeeded: count - code)
        storage[count] = 0
        count += 1
    }

    /// The byte at `index`.
    public subscript(index: Int) -> UInt8 { storage[index] }

    /// Takes the next byte that was not taken; it does not stay, because it may be of a key.
    public mutating func next() -> UInt8? {
        guard taken < count else { return nil }
        let byte = storage[taken]
        storage[taken] = 0
        taken &+= 1
        return byte
    }

    /// Whether all bytes were taken, and none is left in the memory.
    public var isBlank: Bool {
        for index in 0..<Self.capacity where storage[index] != 0 { return false }
        return true
    }
}
