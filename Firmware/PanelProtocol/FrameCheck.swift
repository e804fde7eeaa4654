/// The check sum of a frame, byte by byte: CRC-32.
///
/// 32 bits, because sixteen would let one junk frame in 65,536 pass, and a junk frame could be a
/// press. Computed bit by bit: a table would cost a kilobyte of the controller's eight.
///
/// Source: CRC-32/ISO-HDLC, as in IEEE 802.3: polynomial 04C11DB7 reflected, register and result
/// inverted; of the digits 1 to 9 it is CBF43926.
public struct FrameCheck: Sendable {
    private var register: UInt32 = 0xFFFF_FFFF

    /// Makes the check of no bytes.
    public init() {}

    /// Takes the next byte.
    public mutating func add(_ byte: UInt8) {
        register ^= UInt32(byte)
        for _ in 0..<8 {
            register = register & 1 == 0 ? register >> 1 : (register >> 1) ^ 0xEDB8_8320
        }
    }

    /// Takes the four bytes of `word`, the highest first.
    public mutating func add(_ word: UInt32) {
        add(UInt8(truncatingIfNeeded: word >> 24))
        add(UInt8(truncatingIfNeeded: word >> 16))
        add(UInt8(truncatingIfNeeded: word >> 8))
        add(UInt8(truncatingIfNeeded: word))
    }

    /// The check of the bytes so far.
    public var value: UInt32 { ~register }
}
