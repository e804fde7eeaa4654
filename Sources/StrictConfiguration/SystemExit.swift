/// How a program of Meldpost ends when it cannot do its work.
///
/// Source: sysexits.h of 4.3BSD; systemd shows the names in `systemctl status`.
public enum SystemExit: Int32, Hashable, Sendable, CaseIterable {
    /// The command line was not understood.
    case usage = 64
    /// A file is not in a form that this version reads.
    case dataError = 65
    /// A file that was named does not exist or cannot be read.
    case noInput = 66
    /// Something that the program needs does not answer.
    case unavailable = 69
    /// A bug.
    case software = 70
    /// The operating system refused something that it always grants.
    case osError = 71
    /// A file or a socket could not be made.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// The other side does not speak our protocol.
    case protocolError = 76
    /// A file is open to more people than it may be.
    case noPermission = 77
    /// Something is wrong in the configuration.
    case configuration = 78
}
