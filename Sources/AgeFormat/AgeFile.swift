/// Whole age files of version 1, in memory.
///
/// Opening gives the whole plaintext or nothing: no byte is released before the last one is
/// verified. Source: C2SP age.md.
public enum AgeFile {
    /// Seals a plaintext to recipients.
    ///
    /// - Parameters:
    ///   - plaintext: what is sealed; its length shows.
    ///   - recipients: all hybrid or all X25519, each validated again.
    /// - Returns: the age file, of exactly ``sealedLength(plaintextLength:recipients:)`` bytes.
    /// - Throws: ``AgeRefusal/noRecipients``, ``AgeRefusal/tooManyStanzas``,
    ///   ``AgeRefusal/recipientsMixed``, ``AgeRefusal/recipientMalformed`` or
    ///   ``AgeRefusal/recipientUnusable``.
    public static func seal(
        _ plaintext: [UInt8],
        to recipients: [AgeRecipient]
    ) throws(AgeRefusal) -> [UInt8] {
        guard let first = recipients.first else { throw .noRecipients }
        guard recipients.count <= AgeLimits.stanzas else { throw .tooManyStanzas }
        guard recipients.allSatisfy({ $0.isHybrid == first.isHybrid }) else {
            throw .recipientsMixed
        }
        let fileKey = FileKey()
        var stanzas: [Stanza] = []
        for recipient in recipients {
            stanzas.append(try recipient.wrap(fileKey))
        }
        return seal(plaintext, stanzas: stanzas, fileKey: fileKey)
    }

    /// Seals a plaintext with a passphrase.
    ///
    /// - Parameters:
    ///   - plaintext: what is sealed; its length shows.
    ///   - passphrase: the bytes of the passphrase, at least one.
    ///   - workFactor: the base-two logarithm of scrypt's cost; 16 takes 64 MiB, and each step more
    ///     doubles memory and time.
    /// - Returns: the age file.
    /// - Throws: ``AgeRefusal/passphraseEmpty`` or ``AgeRefusal/workFactorRefused``.
    public static func seal(
        _ plaintext: [UInt8],
        passphrase: [UInt8],
        workFactor: Int = 16
    ) throws(AgeRefusal) -> [UInt8] {
        let fileKey = FileKey()
        let stanza = try ScryptStanza.wrap(
            fileKey,
            passphrase: passphrase,
            workFactor: workFactor
        )
        return seal(plaintext, stanzas: [stanza], fileKey: fileKey)
    }

    /// Opens a file with the first identity that fits.
    ///
    /// - Parameters:
    ///   - file: the age file, with nothing before or after it.
    ///   - identities: the identities to try, in order.
    /// - Returns: the plaintext.
    /// - Throws: any refusal that concerns a file; ``AgeRefusal/passphraseNeeded`` when identities
    ///   cannot open it.
    public static func open(
        _ file: [UInt8],
        with identities: [AgeIdentity]
    ) throws(AgeRefusal) -> [UInt8] {
        let sealed = try SealedFile(parsing: file)
        for identity in identities {
            for stanza in sealed.stanzas {
                guard let fileKey = try identity.unwrap(stanza) else { continue }
                return try sealed.open(with: fileKey)
            }
        }
        if case .scrypt = sealed.stanzas.first { throw .passphraseNeeded }
        throw .noMatch
    }

    /// Opens a file with a passphrase.
    ///
    /// - Parameters:
    ///   - file: the age file, with nothing before or after it.
    ///   - passphrase: the bytes of the passphrase, at least one.
    /// - Returns: the plaintext.
    /// - Throws: any refusal that concerns a file, or ``AgeRefusal/passphraseEmpty``.
    public static func open(
        _ file: [UInt8],
        passphrase: [UInt8]
    ) throws(AgeRefusal) -> [UInt8] {
        let sealed = try SealedFile(parsing: file)
        guard case .scrypt(let stanza) = sealed.stanzas.first else { throw .noMatch }
        guard let fileKey = try stanza.unwrap(passphrase: passphrase) else { throw .noMatch }
        return try sealed.open(with: fileKey)
    }

    /// Whether bytes begin as an age file does, of whatever version.
    public static func isAgeFile(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: Header.magic)
    }

    /// The exact length of the file that ``seal(_:to:)`` makes, in bytes.
    ///
    /// - Parameters:
    ///   - plaintextLength: the length of the plaintext, in bytes.
    ///   - recipients: the recipients, of which only the types matter.
    /// - Returns: the length of the file.
    public static func sealedLength(plaintextLength: Int, recipients: [AgeRecipient]) -> Int {
        precondition(plaintextLength >= 0, "A length is not negative.")
        let end = Header.endMark.count + 1 + Header.macTextLength + 1
        let header = Header.versionLine.count + recipients.map(\.stanzaLength).reduce(0, +) + end
        return header + PayloadStream.nonceLength + PayloadStream.sealedLength(of: plaintextLength)
    }

    private static func seal(
        _ plaintext: [UInt8],
        stanzas: [Stanza],
        fileKey: FileKey
    ) -> [UInt8] {
        let nonce = RandomBytes.make(PayloadStream.nonceLength)
        var file = Header(stanzas: stanzas, fileKey: fileKey).encoded
        file.reserveCapacity(
            file.count + nonce.count + PayloadStream.sealedLength(of: plaintext.count)
        )
        file += nonce
        let key = fileKey.payloadKey(nonce: nonce)
        PayloadStream.seal(plaintext, key: key, appendingTo: &file)
        return file
    }
}
