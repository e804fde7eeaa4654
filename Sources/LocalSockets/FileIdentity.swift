internal import Glibc

/// Which file it is that lies at a path.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt
    private let number: UInt

    /// The file at `path` now, or nothing where there is none.
    init?(path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        number = UInt(status.st_ino)
    }
}
