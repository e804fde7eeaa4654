internal import Glibc

/// The files of a database, seen from outside SQLite.
public struct DatabaseFile: Hashable, Sendable {
    /// The path of the main file.
    public let path: String

    /// The files that may stand beside the main file: log, index of the log, rollback journal.
    static let companions = ["-wal", "-shm", "-journal"]

    /// Names the files.
    public init(path: String) {
        self.path = path
    }

    /// Refuses what cannot be our file, and makes an empty one where there is none.
    ///
    /// The file is made here with mode 0600, because SQLite would make it readable for others; the
    /// log takes the same mode. Gives whether nothing or an empty file was there.
    func prepare(sizeLimitBytes: Int64) throws(SQLiteOpeningError) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else {
                throw .fileFailed(FileFault(operation: .inspect, errorNumber: errno))
            }
            if try hasLog() { throw .refused(.emptyBesideLog) }
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else {
                throw .fileFailed(FileFault(operation: .create, errorNumber: errno))
            }
            close(descriptor)
            return true
        }
        if let kind = Self.kind(of: status.st_mode) { throw .refused(.notARegularFile(kind)) }
        guard status.st_uid == geteuid() else { throw .refused(.notOwned) }
        guard Int64(status.st_size) <= sizeLimitBytes else { throw .refused(.tooLarge) }
        guard status.st_size == 0 else { return false }
        if try hasLog() { throw .refused(.emptyBesideLog) }
        return true
    }

    /// Moves the database with its companions out of the way, and never deletes it.
    ///
    /// Nothing may stand at the new path. The main file goes last, so that a power cut between the
    /// renames leaves a main file that is looked at again. Whatever stands at the path is moved, a
    /// folder or a pipe too.
    public func setAside(as target: DatabaseFile) throws(FileFault) {
        var status = stat()
        precondition(lstat(target.path, &status) != 0, "a file set aside replaces no other")
        for suffix in Self.companions + [""] {
            guard rename(path + suffix, target.path + suffix) == 0 || errno == ENOENT else {
                throw FileFault(operation: .rename, errorNumber: errno)
            }
        }
        try Self.syncFolder(of: path)
    }

    /// Brings the names in the folder of a path to the disk.
    static func syncFolder(of path: String) throws(FileFault) {
        let folder =
            path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFault(operation: .sync, errorNumber: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw FileFault(operation: .sync, errorNumber: errno)
        }
    }

    /// Whether a regular file is at the path, and not a link to one.
    var isRegular: Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private func hasLog() throws(SQLiteOpeningError) -> Bool {
        var status = stat()
        guard lstat(path + "-wal", &status) == 0 else { return false }
        return status.st_size > 0
    }

    private static func kind(of mode: mode_t) -> SQLiteRefusal.FileKind? {
        switch mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: .directory
        case S_IFLNK: .symbolicLink
        case S_IFIFO: .fifo
        case S_IFSOCK: .socket
        default: .device
        }
    }
}
