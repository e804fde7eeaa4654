internal import Glibc

/// A program that was run to its end, with what it wrote.
struct ProgramRun {
    /// What it wrote on standard output.
    var output: [UInt8]
    /// Whether it ended by itself with code zero.
    var isSuccess: Bool

    /// Runs `arguments`, the program first, with `input` on standard input.
    ///
    /// The input is written whole before anything is read: it must fit in a pipe, and a text of 300
    /// characters does (pipe(7): 65,536 bytes).
    ///
    /// - Parameters:
    ///   - arguments: the program and its arguments.
    ///   - input: at most 4,096 bytes.
    ///   - outputLimit: the most bytes that are read; more is a failure.
    ///   - patience: how long it may take; then it is killed.
    /// - Returns: what it wrote, and whether it ended well.
    /// - Throws: ``PromptFault/programMissing`` where it cannot be started.
    static func run(
        _ arguments: [String],
        input: [UInt8],
        outputLimit: Int,
        patience: Duration
    ) throws(PromptFault) -> ProgramRun {
        precondition(input.count <= 4_096, "the input fits in a pipe")
        let inner = try makePipe()
        let outer: (read: Int32, write: Int32)
        do {
            outer = try makePipe()
        } catch {
            close(inner.read)
            close(inner.write)
            throw error
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, inner.read, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, outer.write, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var texts = arguments.map { strdup($0) } + [nil]
        defer { for text in texts { free(text) } }
        var process: pid_t = 0
        let result = posix_spawnp(&process, arguments[0], &actions, nil, &texts, environ)
        close(inner.read)
        close(outer.write)
        defer { close(outer.read) }
        guard result == 0 else {
            close(inner.write)
            throw .programMissing
        }
        _ = input.withUnsafeBytes { write(inner.write, $0.baseAddress, $0.count) }
        close(inner.write)
        let output = collect(outer.read, limit: outputLimit, patience: patience)
        if output == nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return ProgramRun(output: output ?? [], isSuccess: output != nil && status == 0)
    }

    private static func makePipe() throws(PromptFault) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .programMissing }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Everything until the end of `descriptor`, or `nil` where it is too much or takes too long.
    private static func collect(
        _ descriptor: Int32,
        limit: Int,
        patience: Duration
    ) -> [UInt8]? {
        let end = ContinuousClock.now + patience
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let left = end - ContinuousClock.now
            guard left > .zero else { return nil }
            let (seconds, attoseconds) = left.components
            let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, Int32(clamping: milliseconds + 1)) > 0 else { continue }
            let count = read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            guard count > 0 else { return output }
            output += piece.prefix(count)
            guard output.count <= limit else { return nil }
        }
    }
}
