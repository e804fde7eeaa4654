internal import Glibc

/// Counts the starts of a service that were not followed by an orderly end or a stable time.
///
/// The count lies in the runtime directory of the service, which lives in memory: a boot forgets it,
/// and so does an orderly stop, whose runtime directory systemd removes. A count that cannot be
/// kept or read counts as none: a full `/run` must not hold a station back (F63).
///
/// Source: systemd.exec(5), `RuntimeDirectory=`, `RuntimeDirectoryPreserve=restart`.
public struct StartCounter: Sendable {
    /// The most that is counted; what matters is far below.
    private static let most = 999

    private let path: String

    /// Takes the runtime directory that systemd names, or gives nothing where it names none.
    ///
    /// - Parameter environment: looks a variable up; the process's own unless a test says otherwise.
    public init?(environment: (String) -> String? = ServiceEnvironment.value) {
        // Several directories are named with a colon between them; the first is ours.
        guard let named = environment("RUNTIME_DIRECTORY"),
            let directory = named.split(separator: ":").first, directory.hasPrefix("/")
        else { return nil }
        path = "\(directory)/starts"
    }

    /// Counts this start.
    ///
    /// - Returns: which one of the row it is: 1 where the run before ended in order.
    public func countStart() -> Int {
        let count = min(read() + 1, Self.most)
        write(count)
        return count
    }

    /// Says that the last `count` starts were crashes, whatever was counted.
    public func write(_ count: Int) {
        let descriptor = open(
            path,
            O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
            0o600
        )
        guard descriptor >= 0 else { return }
        let text = "\(count)\n"
        _ = Glibc.write(descriptor, text, text.utf8.count)
        close(descriptor)
    }

    /// Forgets the starts: the service ended in order, or runs well.
    public func forget() {
        unlink(path)
    }

    private func read() -> Int {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 5)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count > 1, bytes[count - 1] == UInt8(ascii: "\n"),
            let number = Int(String(decoding: bytes.prefix(count - 1), as: UTF8.self)),
            (0...Self.most).contains(number)
        else { return 0 }
        return number
    }
}
