internal import Glibc

/// A lock on the directory of a socket, held while an old socket file is replaced.
///
/// Without it, of two processes that start together one could remove the fresh socket of the other.
///
/// Source: flock(2); a directory can be locked, and the lock goes with the process.
struct DirectoryLock {
    private let descriptor: Int32

    /// Takes the lock of the directory in which `path` lies; it is never held for long.
    init(parentOf path: String) throws(LocalSocketError) {
        let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        descriptor = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason: LocalSocketError.Reason =
                errno == EACCES ? .notAllowed : .system(errno)
            throw LocalSocketError(operation: .listen, reason: reason)
        }
        var result = flock(descriptor, LOCK_EX)
        while result != 0, errno == EINTR { result = flock(descriptor, LOCK_EX) }
        guard result == 0 else {
            let number = errno
            close(descriptor)
            throw LocalSocketError.system(.listen, number)
        }
    }

    /// Gives the lock back.
    func release() {
        close(descriptor)
    }
}
