internal import Glibc
internal import ProgramStreams

/// A file that did not exist, with a secret in it.
enum NewFile {
    /// Creates a file that only its owner reads, and returns when it is on disk.
    ///
    /// A file that cannot be written whole is removed: half a key is no key.
    static func create(_ path: String, content: [UInt8]) throws(AgeCommandRefusal) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? .outputExists : .outputUnwritable }
        // The mode again, since a umask can take the owner's bits away.
        let isWritten =
            fchmod(descriptor, 0o600) == 0
            && ProgramOutput.write(content, to: descriptor)
            && fsync(descriptor) == 0
        let isClosed = close(descriptor) == 0
        guard isWritten, isClosed, synchronizeFolder(of: path) else {
            unlink(path)
            throw .outputUnwritable
        }
    }

    /// Makes the new name durable, since fsync(2) of a file does not include its directory entry.
    private static func synchronizeFolder(of path: String) -> Bool {
        let folder =
            switch path.lastIndex(of: "/") {
            case path.startIndex?: "/"
            case let end?: String(path[..<end])
            case nil: "."
            }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }
}
