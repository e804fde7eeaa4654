internal import Glibc
internal import StrictConfiguration

extension StationSettings {
    /// Checks that what the panel on a terminal writes goes to eyes and stays nowhere.
    ///
    /// The lines of that panel repeat what a visitor keys. In a file, or in the journal of systemd,
    /// they would lie open beside the sealed record (P2; DESIGN 5.5).
    ///
    /// | standard output | |
    /// |---|---|
    /// | a terminal | taken |
    /// | one end of a pair of sockets: `meldpost demo` holds the other | taken |
    /// | `/dev/null` | taken: it keeps nothing |
    /// | a file, a pipe, a socket of the journal, anything else | refused |
    ///
    /// Source: systemd.exec(5), `$JOURNAL_STREAM`; unix(7), an unnamed socket.
    func checkPanelOutput() throws(ConfigurationRefusal) {
        guard panel == .terminal else { return }
        let stream = getenv("JOURNAL_STREAM").map { String(cString: $0) }
        guard Self.keepsNothing(STDOUT_FILENO, journalStream: stream) else {
            throw file.refusal("panel.kind", .needsTerminal)
        }
    }

    /// Whether what is written to `descriptor` is seen and not kept.
    static func keepsNothing(_ descriptor: Int32, journalStream: String?) -> Bool {
        if isatty(descriptor) == 1 { return true }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return false }
        switch status.st_mode & S_IFMT {
        case S_IFCHR:
            // Major 1, minor 3. Source: null(4).
            return status.st_rdev == 1 << 8 | 3
        case S_IFSOCK:
            return journalStream != "\(status.st_dev):\(status.st_ino)"
                && isUnnamed(descriptor)
        default:
            return false
        }
    }

    /// Whether both ends of a local socket have no name, as those of a pair: the sockets of the
    /// journal, of a log server and of a service manager have one.
    private static func isUnnamed(_ descriptor: Int32) -> Bool {
        var address = sockaddr_un()
        func isUnnamed(
            _ ask: (Int32, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>?) ->
                Int32
        ) -> Bool {
            var length = socklen_t(MemoryLayout<sockaddr_un>.size)
            let result = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    ask(descriptor, $0, &length)
                }
            }
            return result == 0 && address.sun_family == sa_family_t(AF_UNIX)
                && Int(length) <= MemoryLayout<sa_family_t>.size
        }
        return isUnnamed(getpeername) && isUnnamed(getsockname)
    }
}

extension ConfigurationRule {
    fileprivate static let needsTerminal = ConfigurationRule(
        "may be terminal only where standard output is one: what is keyed would be kept elsewhere"
    )
}
