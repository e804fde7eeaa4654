internal import Glibc
internal import ProgramStreams

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
        guard ProgramOutput.put(content) else { throw .outputUnwritable }
    }
}
