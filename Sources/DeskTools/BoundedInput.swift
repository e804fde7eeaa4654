internal import Glibc

/// Whole files and standard input, up to a limit.
enum BoundedInput {
    /// The longest input of `meldpost-desk age`, in bytes.
    static let limit = 64 << 20

    private static let pieceLength = 1 << 16

    /// Reads a file, or standard input when the path is nil or `-`.
    static func read(_ path: String?) throws(AgeCommandRefusal) -> [UInt8] {
        guard let path, path != "-" else { return try read(descriptor: STDIN_FILENO, limit: limit) }
        return try read(fileAt: path, limit: limit)
    }

    /// Reads a file of at most a number of bytes.
    static func read(fileAt path: String, limit: Int) throws(AgeCommandRefusal) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .inputUnreadable }
        defer { close(descriptor) }
        return try read(descriptor: descriptor, limit: limit)
    }

    private static func read(
        descriptor: Int32,
        limit: Int
    ) throws(AgeCommandRefusal) -> [UInt8] {
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: pieceLength)
        while true {
            let count = piece.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .inputUnreadable
            }
            if count == 0 { return content }
            guard content.count + count <= limit else { throw .inputTooLong }
            content += piece.prefix(count)
        }
    }
}
