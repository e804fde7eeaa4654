internal import Glibc

/// The variables by which systemd speaks to a service.
///
/// Source: systemd.exec(5), "Environment Variables in Spawned Processes".
public enum ServiceEnvironment {
    /// The value of a variable of this process.
    public static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The number of this process.
    public static var process: Int32 { getpid() }
}
