internal import Glibc

/// Standard output and standard error.
enum StandardStreams {
    /// Writes everything to standard output.
    ///
    /// - Parameters:
    ///   - content: what is written.
    ///   - isText: whether a terminal may show it; sealed bytes would garble one.
    /// - Throws: ``AgeCommandRefusal/outputIsTerminal`` or ``AgeCommandRefusal/outputUnwritable``.
    static func write(_ content: [UInt8], isText: Bool) throws(AgeCommandRefusal) {
        guard isText || isatty(STDOUT_FILENO) == 0 else { throw .outputIsTerminal }
        // A reader that went away is an error of ours to report, not a reason to die without words.
        signal(SIGPIPE, SIG_IGN)
        guard write(content, to: STDOUT_FILENO) else { throw .outputUnwritable }
    }

    /// Says a line on standard error.
    static func say(_ line: String) {
        _ = write(Array("\(line)\n".utf8), to: STDERR_FILENO)
    }

    /// Writes everything to a descriptor; false when it does not take it.
    static func write(_ content: [UInt8], to descriptor: Int32) -> Bool {
        content.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                written += count
            }
            return true
        }
    }
}
