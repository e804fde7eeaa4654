internal import Glibc

/// Reads a small regular file whole.
///
/// It is opened without waiting, so that a pipe in place of the file cannot hold the program up
/// (open(2), `O_NONBLOCK`).
enum BoundedFile {
    /// The bytes of the file at `path`.
    ///
    /// - Parameters:
    ///   - path: where the file is.
    ///   - limit: the most bytes it may have.
    ///   - isPrivate: whether nobody but its owner may be able to read it.
    /// - Returns: the bytes.
    /// - Throws: the rule that is not met.
    static func read(
        path: String,
        limit: Int,
        isPrivate: Bool = false
    ) throws(ConfigurationRule.Violation) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            let isMissing = errno == ENOENT || errno == ENOTDIR
            throw ConfigurationRule.Violation(rule: isMissing ? .mustExist : .mustBeReadable)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ConfigurationRule.Violation(rule: .mustBeFile)
        }
        if isPrivate, !FileAccess.isPrivate(descriptor: descriptor, status: status) {
            throw ConfigurationRule.Violation(rule: .mustBeOurs)
        }
        guard status.st_size <= limit else {
            throw ConfigurationRule.Violation(rule: .size(atMost: limit))
        }
        return try content(of: descriptor, limit: limit)
    }

    private static func content(
        of descriptor: Int32,
        limit: Int
    ) throws(ConfigurationRule.Violation) -> [UInt8] {
        // One byte more than allowed, so that a file that grows meanwhile is seen.
        var bytes = [UInt8](repeating: 0, count: limit + 1)
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
            guard count >= 0 else { throw ConfigurationRule.Violation(rule: .mustBeReadable) }
            guard count > 0 else { break }
            filled += count
        }
        guard filled <= limit else {
            throw ConfigurationRule.Violation(rule: .size(atMost: limit))
        }
        return Array(bytes.prefix(filled))
    }
}

extension ConfigurationRule {
    /// A rule that was not met, before it is known which file or key it concerns.
    struct Violation: Error {
        /// The rule.
        let rule: ConfigurationRule
    }
}
