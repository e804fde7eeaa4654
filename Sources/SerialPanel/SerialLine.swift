internal import Glibc

/// A serial device, open, raw and ours alone.
///
/// Source: termios(3), flock(2).
struct SerialLine: ~Copyable {
    /// The descriptor to wait for.
    let descriptor: Int32

    /// Opens the device at `path` for 115,200 baud.
    ///
    /// It never waits: neither for a carrier nor for the other end of what is no terminal at all.
    init(path: String) throws(SerialLineError) {
        let descriptor = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .notOpened }
        do throws(SerialLineError) {
            guard isatty(descriptor) == 1 else { throw .notATerminal }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inUse }
            try Self.setUp(descriptor)
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Reads what has come, at most `limit` bytes.
    ///
    /// - Returns: the bytes, none where nothing has come.
    func read(limit: Int) throws(SerialLineError) -> ArraySlice<UInt8> {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = bytes.withUnsafeMutableBytes {
            Glibc.read(descriptor, $0.baseAddress, $0.count)
        }
        if count > 0 { return bytes.prefix(count) }
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        throw .gone
    }

    /// Writes what the device takes at once; how many bytes those were.
    func write(_ bytes: [UInt8]) throws(SerialLineError) -> Int {
        let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count >= 0 { return count }
        if errno == EINTR || errno == EAGAIN { return 0 }
        throw .gone
    }

    private static func setUp(_ descriptor: Int32) throws(SerialLineError) {
        var mode = termios()
        guard tcgetattr(descriptor, &mode) == 0 else { throw .notSet }
        // Raw also means: a break reads as a zero, which ends a frame, and a byte with a wrong
        // parity as it is, which fails its check sum.
        cfmakeraw(&mode)
        mode.c_cflag |= tcflag_t(CLOCAL | CREAD)
        mode.c_cflag &= ~(tcflag_t(CSTOPB | PARENB | HUPCL) | hardwareFlow)
        guard cfsetspeed(&mode, speed_t(B115200)) == 0, tcsetattr(descriptor, TCSANOW, &mode) == 0
        else { throw .notSet }
        tcflush(descriptor, TCIFLUSH)
    }

    /// CRTSCTS, which is not imported because its value does not fit a signed number.
    ///
    /// Source: `asm-generic/termbits.h` of Linux.
    private static let hardwareFlow: tcflag_t = 0x8000_0000
}

/// Why a serial device cannot be used.
enum SerialLineError: Error, Hashable, Sendable {
    /// It is not there, or not ours to open.
    case notOpened
    /// It is something else.
    case notATerminal
    /// Another program has it.
    case inUse
    /// It takes no settings.
    case notSet
    /// It was there and is not any more.
    case gone
}
