internal import AgeFormat
internal import ProgramStreams

/// The work of `meldpost-desk age`: keys, sealing and opening, as the `age` program does it.
///
/// Each function does everything of one call of the program: it reads and writes files and the
/// standard streams, says on standard error in fixed words why it refuses, and returns the exit
/// code: 0, or 1 for any failure. After a failure nothing has been written to standard output.
public enum AgeCommand {
    /// The base-two logarithm of the scrypt work factor of what is sealed with a passphrase.
    ///
    /// It is that of Debian's `age` program: 256 MiB of memory and about a second.
    private static let workFactor = 18

    /// Makes a hybrid identity and writes an identity file, or shows the recipient beside it.
    ///
    /// - Parameters:
    ///   - output: the file to create, readable by its owner only; standard output when nil. A file
    ///     that exists is never overwritten.
    ///   - passphraseProtect: whether the identity file becomes an age file with a passphrase.
    /// - Returns: the exit code.
    public static func keygen(output: String?, passphraseProtect: Bool) -> Int32 {
        exitCode { () throws(AgeCommandRefusal) in
            let identity = AgeIdentity.makeHybrid()
            let recipient = identity.recipient.encoded
            var content = Array("# public key: \(recipient)\n\(identity.encoded)\n".utf8)
            if passphraseProtect {
                let passphrase = try PassphraseSource.new()
                let clear = content
                content = try refusing { () throws(AgeRefusal) in
                    try AgeFile.seal(clear, passphrase: passphrase, workFactor: workFactor)
                }
            }
            guard let output else {
                try StandardStreams.write(content, isText: !passphraseProtect)
                return
            }
            try NewFile.create(output, content: content)
            ProgramOutput.say("Public key: \(recipient)")
        }
    }

    /// Seals a file to recipients, or with a passphrase, to standard output.
    ///
    /// - Parameters:
    ///   - recipients: recipients in Bech32.
    ///   - recipientFiles: files with a recipient a line, blank lines and `#` comments.
    ///   - passphrase: whether to seal with a passphrase instead; then there are no recipients.
    ///   - file: the file to seal; standard input when nil or `-`.
    /// - Returns: the exit code.
    public static func encrypt(
        recipients: [String],
        recipientFiles: [String],
        passphrase: Bool,
        file: String?
    ) -> Int32 {
        exitCode { () throws(AgeCommandRefusal) in
            let hasRecipients = !(recipients.isEmpty && recipientFiles.isEmpty)
            guard passphrase != hasRecipients else {
                throw passphrase ? .passphraseOrKeys : .noRecipients
            }
            let sealed: [UInt8]
            if passphrase {
                let plaintext = try BoundedInput.read(file)
                let secret = try PassphraseSource.new()
                sealed = try refusing { () throws(AgeRefusal) in
                    try AgeFile.seal(plaintext, passphrase: secret, workFactor: workFactor)
                }
            } else {
                let parsed = try parse(recipients: recipients, files: recipientFiles)
                let plaintext = try BoundedInput.read(file)
                sealed = try refusing { () throws(AgeRefusal) in
                    try AgeFile.seal(plaintext, to: parsed)
                }
            }
            try StandardStreams.write(sealed, isText: false)
        }
    }

    /// Opens a file to standard output, all of it or nothing.
    ///
    /// - Parameters:
    ///   - identityFiles: identity files, each of which may be protected with a passphrase.
    ///   - passphrase: whether to open with a passphrase instead; then there are no identity files.
    ///   - file: the file to open; standard input when nil or `-`.
    /// - Returns: the exit code.
    public static func decrypt(
        identityFiles: [String],
        passphrase: Bool,
        file: String?
    ) -> Int32 {
        exitCode { () throws(AgeCommandRefusal) in
            guard passphrase == identityFiles.isEmpty else {
                throw passphrase ? .passphraseOrKeys : .noIdentities
            }
            let plaintext: [UInt8]
            if passphrase {
                let sealed = try BoundedInput.read(file)
                let secret = try PassphraseSource.existing()
                plaintext = try refusing { () throws(AgeRefusal) in
                    try AgeFile.open(sealed, passphrase: secret)
                }
            } else {
                var identities: [AgeIdentity] = []
                for identityFile in identityFiles {
                    identities += try IdentityFile.read(identityFile)
                }
                let sealed = try BoundedInput.read(file)
                plaintext = try refusing { () throws(AgeRefusal) in
                    try AgeFile.open(sealed, with: identities)
                }
            }
            try StandardStreams.write(plaintext, isText: true)
        }
    }

    private static func parse(
        recipients: [String],
        files: [String]
    ) throws(AgeCommandRefusal) -> [AgeRecipient] {
        var texts = recipients
        for file in files {
            guard let content = String(validating: try BoundedInput.read(file), as: UTF8.self)
            else {
                throw .refused(.recipientMalformed)
            }
            texts += content.split(whereSeparator: \.isNewline).map(String.init)
                .filter { !$0.hasPrefix("#") }
        }
        guard !texts.isEmpty else { throw .noRecipients }
        return try refusing { () throws(AgeRefusal) in
            try texts.map { text throws(AgeRefusal) in try AgeRecipient(parsing: text) }
        }
    }

    private static func refusing<Value>(
        _ work: () throws(AgeRefusal) -> Value
    ) throws(AgeCommandRefusal) -> Value {
        do {
            return try work()
        } catch {
            throw .refused(error)
        }
    }

    private static func exitCode(_ work: () throws(AgeCommandRefusal) -> Void) -> Int32 {
        do {
            try work()
            return 0
        } catch {
            ProgramOutput.say("meldpost-desk age: \(error.words)")
            return 1
        }
    }
}
