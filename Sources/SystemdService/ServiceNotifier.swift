internal import CLinux
internal import Glibc

/// Tells systemd how a service is, where systemd asked for it.
///
/// A notice that cannot be delivered is dropped: without readiness or watchdog systemd ends the
/// service by itself, and a service never waits for systemd.
///
/// Source: sd_notify(3), sd_watchdog_enabled(3), unix(7).
public final class ServiceNotifier: Sendable {
    /// How often ``ServiceNotice/alive`` is due, or nothing where systemd does not watch: a third of
    /// the time after which it acts.
    public let watchInterval: Duration?

    private let socket: Int32
    private let address: [UInt8]

    /// Takes the environment of the process, or gives nothing where no one listens.
    ///
    /// - Parameters:
    ///   - environment: looks a variable up; the process's own unless a test says otherwise.
    ///   - process: the number of this process.
    public init?(
        environment: (String) -> String? = ServiceEnvironment.value,
        process: Int32 = ServiceEnvironment.process
    ) {
        guard let path = environment("NOTIFY_SOCKET"), path.hasPrefix("/") || path.hasPrefix("@")
        else { return nil }
        // An address that begins with a zero is a name without a file; systemd writes it as "@".
        var bytes = Array(path.utf8)
        if path.hasPrefix("@") { bytes[0] = 0 }
        guard (2...107).contains(bytes.count), !bytes.dropFirst().contains(0) else { return nil }
        let socket = clinux_datagram_socket()
        guard socket >= 0 else { return nil }
        self.socket = socket
        address = bytes
        let isMeant = environment("WATCHDOG_PID").map { $0 == String(process) } ?? true
        let microseconds = environment("WATCHDOG_USEC").flatMap { Int64($0) } ?? 0
        watchInterval = isMeant && microseconds > 0 ? .microseconds(microseconds / 3) : nil
    }

    deinit {
        close(socket)
    }

    /// Tells `notice`, without waiting.
    public func tell(_ notice: ServiceNotice) {
        var target = sockaddr_un()
        target.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: address) }
        // The length ends with the name: an abstract name has no zero at its end.
        let length = socklen_t(MemoryLayout<sa_family_t>.size + address.count)
        let line = notice.line
        _ = withUnsafePointer(to: &target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(socket, line, line.utf8.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}
