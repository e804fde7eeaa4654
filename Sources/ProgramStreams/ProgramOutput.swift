internal import Glibc

/// What a program writes: to a file, and to whoever called it, on standard output and standard error.
public enum ProgramOutput {
    /// Writes everything, however many calls of the system it takes.
    ///
    /// - Parameters:
    ///   - content: what is written.
    ///   - descriptor: where to: a file, standard output or standard error.
    /// - Returns: whether all of it was taken.
    public static func write(_ content: [UInt8], to descriptor: Int32) -> Bool {
        var rest = content[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Writes to standard output, for whoever called the program.
    ///
    /// - Returns: whether all of it was taken.
    public static func put(_ content: [UInt8]) -> Bool {
        // A reader that went away is an error of ours to report, not a reason to die without words.
        signal(SIGPIPE, SIG_IGN)
        return write(content, to: STDOUT_FILENO)
    }

    /// Writes a text for whoever asked for it to standard output, and says where it was not taken.
    ///
    /// - Parameters:
    ///   - text: what is written.
    ///   - program: the name of the program, which says it where not all of the text was taken.
    /// - Returns: the exit code: 0, or 74 where not all of it was taken.
    public static func give(_ text: [UInt8], by program: String) -> Int32 {
        put(text) ? 0 : refuseLoss(by: program)
    }

    /// Says on standard error that what was asked for was not taken.
    ///
    /// - Returns: the exit code, 74.
    public static func refuseLoss(by program: String) -> Int32 {
        say("\(program): the output was not taken")
        return EX_IOERR
    }

    /// Says a line on standard error; where that is not taken, nobody can be told.
    public static func say(_ line: String) {
        _ = write(Array("\(line)\n".utf8), to: STDERR_FILENO)
    }
}
