import Foundation

/// A terminal without a person, and a program that runs on it as a shell would start it.
package final class PseudoTerminal {
    package let program: pid_t
    private let near: Int32
    private let far: Int32
    private var all: [UInt8] = []

    /// What the program was left to find.
    package let found: termios

    /// Starts `command` in a session of its own with the terminal as its controlling terminal; where it is
    /// raw, each byte comes at once and none is shown.
    package init(
        _ command: [String],
        environment: [String: String],
        columns: UInt16 = 80,
        rows: UInt16 = 24,
        isRaw: Bool = false
    ) throws {
        var ends: (near: Int32, far: Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        precondition(openpty(&ends.near, &ends.far, &name, nil, &size) == 0)
        (near, far) = ends
        for end in [near, far] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(near, F_SETFL, O_NONBLOCK)
        var mode = termios()
        precondition(tcgetattr(far, &mode) == 0)
        if isRaw {
            cfmakeraw(&mode)
            tcsetattr(far, TCSANOW, &mode)
        }
        found = mode

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A leader of a session that opens a terminal gets it as its own. Source: setsid(2).
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var set = sigset_t()
        sigemptyset(&set)
        posix_spawnattr_setsigmask(&attributes, &set)
        sigfillset(&set)
        posix_spawnattr_setsigdefault(&attributes, &set)
        let newSession: Int32 = 0x80
        posix_spawnattr_setflags(
            &attributes,
            Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        )
        let arguments = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for copy in arguments + variables { free(copy) } }
        var number: pid_t = 0
        let result = posix_spawn(
            &number,
            command[0],
            &actions,
            &attributes,
            arguments,
            variables
        )
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .EIO) }
        program = number
    }

    deinit {
        kill(program, SIGKILL)
        var status: Int32 = 0
        waitpid(program, &status, WNOHANG)
        close(near)
        close(far)
    }

    /// Types `text`.
    package func type(_ text: String) { type(Array(text.utf8)) }

    /// Types bytes, of which the terminal must have room for all.
    package func type(_ bytes: [UInt8]) {
        precondition(write(near, bytes, bytes.count) == bytes.count)
    }

    /// Types as much of `bytes` as the terminal takes, for two seconds at most.
    package func paste(_ bytes: [UInt8]) {
        var rest = bytes[...]
        let end = ContinuousClock.now + .seconds(2)
        while !rest.isEmpty, ContinuousClock.now < end {
            let count = rest.withUnsafeBytes { write(near, $0.baseAddress, min($0.count, 1_024)) }
            if count > 0 { rest = rest.dropFirst(count) } else { usleep(1_000) }
            read()
        }
    }

    /// Sends a signal to the program alone.
    package func signal(_ number: Int32) { kill(program, number) }

    /// All that the program has written.
    package var written: String { String(decoding: all, as: UTF8.self) }

    /// The 24 lines as they stand on the screen, where they are drawn a line at a time.
    package var screen: [String] {
        var lines = Array(repeating: "", count: 24)
        for match in written.matches(of: /\u{1b}\[([0-9]+);1H(.*?)\u{1b}\[K/) {
            guard let row = Int(match.1), lines.indices.contains(row - 1) else { continue }
            lines[row - 1] = String(match.2.replacing(/\u{1b}\[[0-9;]*m/, with: ""))
        }
        return lines
    }

    /// Waits until `isSo`, and says whether it came to be within `limit`.
    package func wait(
        _ limit: Duration = .seconds(15),
        until isSo: (PseudoTerminal) -> Bool
    ) -> Bool {
        let end = ContinuousClock.now + limit
        while true {
            read()
            if isSo(self) { return true }
            if ContinuousClock.now > end { return false }
            var request = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
            poll(&request, 1, 20)
            // With nobody on the terminal `poll` does not wait at all.
            if request.revents & Int16(POLLHUP) != 0 { usleep(20_000) }
        }
    }

    /// Waits until the screen shows `text` in one line.
    package func waitForScreen(_ text: String, _ limit: Duration = .seconds(15)) -> Bool {
        wait(limit) { $0.screen.contains { $0.contains(text) } }
    }

    /// Waits for the end of the program and gives its status as `waitpid` does.
    package func waitForEnd(_ limit: Duration = .seconds(15)) -> Int32? {
        var status: Int32?
        _ = wait(limit) { terminal in
            var number: Int32 = 0
            if waitpid(terminal.program, &number, WNOHANG) == terminal.program { status = number }
            return status != nil
        }
        read()
        return status
    }

    /// Whether the mode of the terminal is the one that the program found.
    package var isAsFound: Bool {
        var now = termios()
        guard tcgetattr(far, &now) == 0 else { return false }
        var found = found
        return withUnsafeBytes(of: &now) { now in
            withUnsafeBytes(of: &found) { found in now.elementsEqual(found) }
        }
    }

    /// Whether the second screen was left and the cursor is shown.
    package var isScreenLeft: Bool {
        func last(_ code: String) -> String.Index? { written.ranges(of: code).last?.lowerBound }
        guard let entered = last("\u{1b}[?1049h") else { return true }
        guard let left = last("\u{1b}[?1049l"), let shown = last("\u{1b}[?25h") else {
            return false
        }
        return left > entered && shown > entered
    }

    private func read() {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while case let count = Glibc.read(near, &bytes, bytes.count), count > 0 {
            all += bytes.prefix(count)
        }
    }
}
