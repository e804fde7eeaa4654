public import MeldpostCore
public import RecordFormat

/// The keys that the inbox signs with and checks by.
public struct InboxKeys: Sendable {
    /// Signs receipts and times.
    let signingKey: SigningKey
    /// The key list, as the root key signed it.
    let keyListStatement: [UInt8]
    /// The key list.
    let keyList: KeyList

    /// Takes a key list that `root` signed and that names `signingKey` as the key of the inbox.
    ///
    /// - Throws: ``FormatRefusal`` where the list is not genuine, or names another key of the inbox
    ///   (``FormatRefusal/keyMismatch``): stations would refuse every answer.
    public init(
        signingKey: SigningKey,
        keyListStatement: [UInt8],
        root: VerifyingKey
    ) throws(FormatRefusal) {
        guard case .keyList(let list) = try Statement(decoding: keyListStatement).verify(with: root)
        else { throw .kindUnknown }
        guard list.inboxKey == signingKey.publicKey else { throw .keyMismatch }
        self.signingKey = signingKey
        self.keyListStatement = keyListStatement
        keyList = list
    }
}

/// A station that the inbox knows.
public struct KnownStation: Hashable, Sendable {
    /// Its name.
    public var id: StationID
    /// Its key.
    public var key: VerifyingKey
    /// The SHA-256 of its client certificate, where it is pinned.
    public var certificateDigest: Digest?
    /// The island where it stands.
    public var island: Island

    /// Makes a known station.
    public init(id: StationID, key: VerifyingKey, certificateDigest: Digest?, island: Island) {
        self.id = id
        self.key = key
        self.certificateDigest = certificateDigest
        self.island = island
    }
}
