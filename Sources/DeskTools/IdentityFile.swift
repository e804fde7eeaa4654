internal import AgeFormat

/// An identity file on disk, which may itself be an age file with a passphrase.
enum IdentityFile {
    /// The largest identity file, in bytes.
    private static let limit = 1 << 20

    /// Reads the identities, asking for the passphrase when there is one.
    static func read(_ path: String) throws(AgeCommandRefusal) -> [AgeIdentity] {
        guard let content = try? BoundedInput.read(fileAt: path, limit: limit) else {
            throw .identityFileUnreadable
        }
        return try parse(AgeFile.isAgeFile(content) ? try unlock(content) : content)
    }

    private static func unlock(_ content: [UInt8]) throws(AgeCommandRefusal) -> [UInt8] {
        let passphrase = try PassphraseSource.existing()
        do {
            return try AgeFile.open(content, passphrase: passphrase)
        } catch {
            throw error == .noMatch ? .identityFileLocked : .refused(error)
        }
    }

    private static func parse(_ content: [UInt8]) throws(AgeCommandRefusal) -> [AgeIdentity] {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw .refused(.identityFileMalformed)
        }
        do {
            return try AgeIdentity.parseFile(text)
        } catch {
            throw .refused(error)
        }
    }
}
