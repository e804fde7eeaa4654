internal import Glibc

/// A file that holds room on the disk, to be given up when the disk is full.
///
/// With it the last entries of a full disk can still be written: a panic, above all. The bytes are
/// allocated, not only counted (`posix_fallocate`).
public struct ReserveFile: Hashable, Sendable {
    /// The path of the file.
    public let path: String
    /// How many bytes it holds.
    public let bytes: Int64

    /// Names a reserve; nothing is made yet.
    public init(path: String, bytes: Int64) {
        precondition(bytes > 0, "a reserve holds something")
        self.path = path
        self.bytes = bytes
    }

    /// Whether the whole reserve is there, allocated on the disk.
    public var isHeld: Bool { heldBytes == bytes }

    /// How many bytes are held now; a file with holes holds none.
    public var heldBytes: Int64 {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        // `st_blocks` counts 512 bytes whatever the file system's block is (man 2 stat).
        let isAllocated = Int64(status.st_blocks) * 512 >= Int64(status.st_size)
        return isAllocated ? min(Int64(status.st_size), bytes) : 0
    }

    /// Makes the reserve whole; throws a full fault where there is no room.
    ///
    /// What is held stays held when there is no room for the rest. What stands at the path and is
    /// not a reserve is removed.
    public func hold() throws(FileFault) {
        let before = heldBytes
        guard before < bytes else { return }
        if before == 0 { try removeFile() }
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw FileFault(operation: .create, errorNumber: errno) }
        defer { close(descriptor) }
        // posix_fallocate gives the error number and does not set errno (man 3 posix_fallocate).
        let code = posix_fallocate(descriptor, 0, off_t(bytes))
        guard code == 0, fsync(descriptor) == 0 else {
            let fault = FileFault(
                operation: code == 0 ? .sync : .allocate,
                errorNumber: code == 0 ? errno : code
            )
            // A part beyond what was held would take room and give none.
            if before == 0 { unlink(path) } else { ftruncate(descriptor, off_t(before)) }
            throw fault
        }
    }

    /// Gives up all but `kept` bytes; gives how many became free.
    public func shrink(to kept: Int64) throws(FileFault) -> Int64 {
        let held = heldBytes
        guard kept < held else { return 0 }
        guard kept > 0 else {
            try removeFile()
            // The room is free for others once the removal is in the file system's own journal.
            try DatabaseFile.syncFolder(of: path)
            return held
        }
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileFault(operation: .create, errorNumber: errno) }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(kept)) == 0, fsync(descriptor) == 0 else {
            throw FileFault(operation: .sync, errorNumber: errno)
        }
        return held - kept
    }

    /// Gives the whole reserve up; gives whether there was any.
    public func release() throws(FileFault) -> Bool {
        try shrink(to: 0) > 0
    }

    private func removeFile() throws(FileFault) {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw FileFault(operation: .remove, errorNumber: errno)
        }
    }
}
