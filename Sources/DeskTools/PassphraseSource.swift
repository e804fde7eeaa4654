internal import Glibc

/// Where a passphrase comes from: a file that the environment names, or the person at the terminal.
enum PassphraseSource {
    /// The name of the variable with the path of a file, whose first line is the passphrase.
    static let variable = "MELDPOST_PASSPHRASE_FILE"
    /// The longest passphrase, in bytes.
    static let limit = 1024

    /// The passphrase of something that exists.
    static func existing() throws(AgeCommandRefusal) -> [UInt8] {
        if let passphrase = try fromFile() { return passphrase }
        let prompt = try PassphrasePrompt()
        return try prompt.ask("Passphrase: ")
    }

    /// A passphrase for something new; the person types it twice.
    static func new() throws(AgeCommandRefusal) -> [UInt8] {
        if let passphrase = try fromFile() { return passphrase }
        let prompt = try PassphrasePrompt()
        let passphrase = try prompt.ask("New passphrase: ")
        guard try prompt.ask("The same again: ") == passphrase else { throw .passphrasesDiffer }
        return passphrase
    }

    private static func fromFile() throws(AgeCommandRefusal) -> [UInt8]? {
        guard let path = getenv(variable).map({ String(cString: $0) }) else { return nil }
        guard let content = try? BoundedInput.read(fileAt: path, limit: limit + 2) else {
            throw .passphraseFileUnusable
        }
        var line = content.prefix { $0 != UInt8(ascii: "\n") }
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        guard !line.isEmpty, line.count <= limit else { throw .passphraseFileUnusable }
        return Array(line)
    }
}
