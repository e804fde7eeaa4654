internal import Glibc

/// The mode of a terminal, as it was found and as the demo needs it.
struct TerminalMode {
    /// Enters the second screen and hides the cursor; what stood there comes back afterwards.
    private static let enterScreen = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[2J"

    /// Leaves the second screen and shows the cursor.
    private static let leaveScreen = "\u{1b}[0m\u{1b}[?25h\u{1b}[?1049l"

    private let descriptor: Int32
    private let found: termios
    private let needed: termios

    /// Reads the mode of the terminal at `descriptor`, or gives `nil` where there is none.
    ///
    /// Needed: each key at once and unseen, no stop by Ctrl-S; the keys for signals stay.
    init?(descriptor: Int32) {
        var found = termios()
        guard tcgetattr(descriptor, &found) == 0 else { return nil }
        self.descriptor = descriptor
        self.found = found
        var needed = found
        needed.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
        needed.c_iflag &= ~tcflag_t(IXON)
        withUnsafeMutableBytes(of: &needed.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        self.needed = needed
    }

    /// Takes the mode from a saved form, for the terminal at `descriptor`.
    init?(saved: [UInt8], descriptor: Int32) {
        let size = MemoryLayout<termios>.size
        guard saved.count == 2 * size else { return nil }
        var found = termios()
        var needed = termios()
        withUnsafeMutableBytes(of: &found) { $0.copyBytes(from: saved.prefix(size)) }
        withUnsafeMutableBytes(of: &needed) { $0.copyBytes(from: saved.suffix(size)) }
        self.descriptor = descriptor
        self.found = found
        self.needed = needed
    }

    /// The mode in a form that another process can take over.
    var saved: [UInt8] {
        var (found, needed) = (found, needed)
        return withUnsafeBytes(of: &found) { Array($0) }
            + withUnsafeBytes(of: &needed) { Array($0) }
    }

    /// Sets the needed mode and clears the screen that is written to `output`.
    func enter(output: Int32) throws(DemoFault) {
        var mode = needed
        guard tcsetattr(descriptor, TCSADRAIN, &mode) == 0 else {
            throw .terminal(errorNumber: errno)
        }
        Descriptor.write(Array(Self.enterScreen.utf8), to: output)
    }

    /// Leaves the terminal as it was found.
    ///
    /// A mode that somebody else has set in the meantime is left alone: a shell that got its
    /// terminal back knows better.
    func leave(output: Int32) {
        if Descriptor.isWritable(output) {
            Descriptor.write(Array(Self.leaveScreen.utf8), to: output)
        }
        var now = termios()
        guard tcgetattr(descriptor, &now) == 0, Self.isSame(now, needed) else { return }
        var mode = found
        tcsetattr(descriptor, TCSANOW, &mode)
    }

    /// The size of the terminal at `descriptor`, or `nil` where it does not tell.
    static func size(of descriptor: Int32) -> (columns: Int, rows: Int)? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    private static func isSame(_ left: termios, _ right: termios) -> Bool {
        left.c_lflag == right.c_lflag && left.c_iflag == right.c_iflag
            && left.c_oflag == right.c_oflag
    }
}
