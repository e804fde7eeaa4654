internal import Glibc
internal import ProgramStreams
internal import Synchronization

/// The signal that arrived while a passphrase was being typed; 0 for none.
///
/// A signal handler can reach nothing but a global, and this is all that it touches.
private let caughtSignal = Atomic<Int32>(0)

/// The terminal, while it is asked for passphrases: echo is off until the prompt goes out of scope.
///
/// Keys that would raise a signal are read as characters instead, and signals from elsewhere are
/// held back until the terminal is as it was found; a person who interrupts keeps a usable shell.
struct PassphrasePrompt: ~Copyable {
    private static let signals = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
    /// How long a signal may wait to be noticed: it does not end a poll(2) in another thread.
    private static let pollMilliseconds: Int32 = 100

    /// How long a signal may take to end the program, if it ends it at all.
    private static let deathMilliseconds: Int32 = 1000

    private let terminal: Int32
    private let found: termios
    private let handlers: [sigaction]

    /// Opens the terminal of the process and turns its echo off.
    init() throws(AgeCommandRefusal) {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { throw .noTerminal }
        var found = termios()
        guard tcgetattr(terminal, &found) == 0 else {
            close(terminal)
            throw .noTerminal
        }
        self.terminal = terminal
        self.found = found
        caughtSignal.store(0, ordering: .relaxed)
        handlers = Self.signals.map { number in
            var old = sigaction()
            var new = sigaction()
            new.__sigaction_handler.sa_handler = { caughtSignal.store($0, ordering: .relaxed) }
            sigaction(number, &new, &old)
            return old
        }
        var quiet = found
        quiet.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG)
        withUnsafeMutableBytes(of: &quiet.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        tcsetattr(terminal, TCSAFLUSH, &quiet)
    }

    deinit {
        var found = found
        tcsetattr(terminal, TCSAFLUSH, &found)
        close(terminal)
        for (number, handler) in zip(Self.signals, handlers) {
            var handler = handler
            sigaction(number, &handler, nil)
        }
        let caught = caughtSignal.exchange(0, ordering: .relaxed)
        guard caught != 0 else { return }
        // To the process, not by raise(3): the threads of Swift's concurrency block signals. What
        // another thread takes may come a moment later; the program should not go on until then.
        kill(getpid(), caught)
        poll(nil, 0, Self.deathMilliseconds)
    }

    /// Asks a question and reads the answer.
    ///
    /// - Throws: ``AgeCommandRefusal/passphraseNotGiven`` for an empty or too long answer, an
    ///   interrupt or the end of input.
    func ask(_ question: String) throws(AgeCommandRefusal) -> [UInt8] {
        _ = ProgramOutput.write(Array(question.utf8), to: terminal)
        defer { _ = ProgramOutput.write([UInt8(ascii: "\n")], to: terminal) }
        var line: [UInt8] = []
        while let character = nextCharacter() {
            switch character {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                guard !line.isEmpty else { throw .passphraseNotGiven }
                return line
            case 0x08, 0x7f:
                // Backspace takes a whole character of UTF-8 away.
                while let last = line.popLast(), last & 0xc0 == 0x80 {}
            case 0x15:
                line.removeAll()
            case 0x20..., 0x09:
                guard line.count < PassphraseSource.limit else { throw .passphraseNotGiven }
                line.append(character)
            case 0x03, 0x04, 0x1c:
                throw .passphraseNotGiven
            default:
                continue
            }
        }
        throw .passphraseNotGiven
    }

    private func nextCharacter() -> UInt8? {
        while caughtSignal.load(ordering: .relaxed) == 0 {
            var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, Self.pollMilliseconds)
            if ready == 0 || (ready < 0 && errno == EINTR) { continue }
            var character: UInt8 = 0
            let count = read(terminal, &character, 1)
            if count == 1 { return character }
            if count < 0, errno == EINTR { continue }
            return nil
        }
        return nil
    }
}
