internal import Glibc

/// Reads the files of a catalogue, each within a bound and without ever waiting for a pipe.
enum SoundFile {
    /// The bytes of the regular file at `path`.
    ///
    /// Source: open(2), `O_NONBLOCK`: a pipe in place of the file does not hold the reader up.
    static func read(_ path: String, limit: Int) throws(WaveRefusal) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw .missing }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .notAFile
        }
        guard status.st_size <= limit else { throw .tooLarge }
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
            guard count > 0 else { throw count == 0 ? .truncated : .missing }
            filled += count
        }
        return bytes
    }

    /// The size of the regular file at `path`, or `nil` where there is none.
    static func size(of path: String) -> Int? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }
}
