internal import Glibc
internal import StrictConfiguration

/// Standard output of the age commands.
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
        guard ProgramOutput.write(content, to: STDOUT_FILENO) else { throw .outputUnwritable }
    }
}
