internal import Glibc
internal import MeldpostCore

/// What the loop sees in passing of the package that the program came in: whether it is whole.
///
/// The scripts of the package make a file while it is not, and take it away at their end. An upgrade
/// that was cut leaves it, over the next start too.
///
/// The folder is held open, so the kernel has its times in memory, and the loop never waits for a disk
/// for them. The name is looked up only after they changed: what was just written is in memory, too.
///
/// Source: fstat(2), faccessat(2).
final class PackageGlance {
    /// Where the package has the file.
    static let folder = "/usr/lib/meldpost"
    /// The name of the file.
    static let mark = "half-installed"

    private let descriptor: Int32
    private var changed: timespec?
    /// Whether the times may hide another change: they move on once in some milliseconds.
    private var isUnsettled = false
    private var isMarked = false
    private(set) var last = Instant.start

    /// Opens the folder; where there is none, the program did not come in a package.
    init?(folder: String = PackageGlance.folder) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Glances at the folder, where there was no last time or it is long enough ago.
    ///
    /// - Returns: whether the package is not whole, where that is news.
    func news(at now: Instant) -> Bool? {
        guard changed == nil || last + DiskGlance.pause <= now else { return nil }
        last = now
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        let time = status.st_mtim
        let isChanged = time.tv_sec != changed?.tv_sec || time.tv_nsec != changed?.tv_nsec
        guard isChanged || isUnsettled else { return nil }
        changed = time
        isUnsettled = isChanged
        let wasMarked = isMarked
        isMarked = faccessat(descriptor, Self.mark, F_OK, 0) == 0
        return isMarked == wasMarked ? nil : isMarked
    }
}
