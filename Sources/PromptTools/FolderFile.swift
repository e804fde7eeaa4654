internal import Glibc

/// Files of a catalogue as they are written: whole or not at all.
enum FolderFile {
    /// The bytes of the regular file at `path`.
    static func read(_ path: String, limit: Int) throws(PromptFault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw .unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= limit
        else { throw .unreadable(path) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    buffer.count - filled
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .unreadable(path) }
            filled += count
        }
        return bytes
    }

    /// Writes `bytes` beside the file `name` in `folder`, onto the disk, and then in its place.
    ///
    /// Source: rename(2): whoever opens the name finds the old file or the new one, both whole.
    static func replace(
        _ name: String,
        in folder: String,
        with bytes: [UInt8]
    )
        throws(PromptFault)
    {
        let new = "\(folder)/.\(name).new"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw .unwritable(folder) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(
                    descriptor,
                    buffer.baseAddress?.advanced(by: written),
                    buffer.count - written
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        let isWhole = written == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWhole, rename(new, "\(folder)/\(name)") == 0 else {
            unlink(new)
            throw .unwritable(folder)
        }
    }

    /// Makes sure that the names in `folder` are on the disk.
    static func flush(folder: String) throws(PromptFault) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .unwritable(folder) }
    }

    /// Makes the folder `path` where it is not there yet.
    static func makeFolder(_ path: String) throws(PromptFault) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .unwritable(path) }
    }

    /// The names in `folder`.
    static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    String(cString: $0)
                }
            }
            names.append(name)
        }
        return names
    }
}
