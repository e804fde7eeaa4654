internal import Glibc
internal import ProgramStreams
internal import RecordFormat

/// A file in the state directory that holds what was last taken, behind its SHA-256.
///
/// It is replaced in one step, so that a power cut leaves the old one or the new one, and what a bad
/// disk made of it is never used.
struct KeptFile {
    private let directory: String
    private let name: String

    /// The file `name` in `directory`.
    init(_ directory: String, _ name: String) {
        self.directory = directory
        self.name = name
    }

    private var path: String { "\(directory)/\(name)" }

    /// What is kept, or nothing where there is no file or it is damaged.
    ///
    /// Source: open(2), `O_NONBLOCK`: a pipe in place of the file does not hold the reader up.
    func read(limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            (Digest.length...limit + Digest.length).contains(status.st_size)
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: status.st_size)
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
            guard count > 0 else { return nil }
            filled += count
        }
        let content = Array(bytes.dropFirst(Digest.length))
        let isWhole = Digest.sha256(of: content).bytes.elementsEqual(bytes.prefix(Digest.length))
        return isWhole ? content : nil
    }

    /// Keeps `content` in place of what was kept, or nothing any more.
    ///
    /// What is kept already is not written again: a start leaves no trace on the disk.
    ///
    /// Source: rename(2): whoever opens the name finds the old file or the new one, both whole.
    ///
    /// - Returns: whether it is on the disk.
    func replace(with content: [UInt8]?) -> Bool {
        guard let content else { return unlink(path) == 0 ? flush() : errno == ENOENT }
        if read(limit: content.count) == content { return true }
        let new = path + ".new"
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(new, flags, 0o600)
        guard descriptor >= 0 else { return false }
        let bytes = Digest.sha256(of: content).bytes + content
        let isWhole = ProgramOutput.write(bytes, to: descriptor) && fsync(descriptor) == 0
        close(descriptor)
        guard isWhole, rename(new, path) == 0 else {
            unlink(new)
            return false
        }
        return flush()
    }

    /// Makes sure that the name is on the disk too.
    private func flush() -> Bool {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }
}
