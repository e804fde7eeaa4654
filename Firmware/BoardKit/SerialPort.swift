/// A PL011, the serial port of both boards.
///
/// It is read and filled from the loop; its queues of 16 or 32 bytes last longer than the
/// millisecond between.
///
/// Source: PrimeCell UART (PL011) Technical Reference Manual, chapter 3.
public struct SerialPort {
    private let data: Register
    private let flags: Register

    /// Sets the port up for eight bits, no parity, one stop bit.
    ///
    /// - Parameters:
    ///   - base: where its registers are.
    ///   - divisor: the clock divided by sixteen times the speed, in 64ths.
    public init(base: UInt, divisor: UInt32) {
        data = Register(base)
        flags = Register(base + 0x18)
        Register(base + 0x30).store(0)
        Register(base + 0x24).store(divisor >> 6)
        Register(base + 0x28).store(divisor & 63)
        // Eight bits, queues on.
        Register(base + 0x2C).store(0x70)
        // Port, transmitter and receiver on.
        Register(base + 0x30).store(0x301)
    }

    /// The next byte that has come, if one has.
    ///
    /// A break is a zero and so ends a frame; a byte with a wrong frame fails the check sum.
    public func receive() -> UInt8? {
        guard flags.load() & 1 << 4 == 0 else { return nil }
        return UInt8(truncatingIfNeeded: data.load())
    }

    /// Whether there is room for a byte.
    public var canTransmit: Bool { flags.load() & 1 << 5 == 0 }

    /// Sends a byte.
    public func transmit(_ byte: UInt8) { data.store(UInt32(byte)) }
}
