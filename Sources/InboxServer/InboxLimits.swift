/// What the inbox takes from one station.
public struct InboxLimits: Hashable, Sendable {
    /// The longest entry, in bytes.
    ///
    /// The largest padding class gives 65,536 bytes of plaintext and four hybrid recipients less
    /// than 7 KiB of header; twice that leaves room, and in base64 it still fits into one answer to
    /// a desk (262,144 bytes).
    public var entryBytes: UInt32

    /// Entries of which only the beginning is here.
    ///
    /// A station interrupts an ordinary entry for an urgent one and that for a panic record, so
    /// three are usual.
    public var partials: Int

    /// Headers of other entries at a taken place that are kept as evidence.
    public var evidence: Int

    /// Bytes of entries in one answer to a desk.
    public var pageBytes: Int

    /// The limits in use.
    public init(
        entryBytes: UInt32 = 131_072,
        partials: Int = 8,
        evidence: Int = 64,
        pageBytes: Int = 131_072
    ) {
        self.entryBytes = entryBytes
        self.partials = partials
        self.evidence = evidence
        self.pageBytes = pageBytes
    }
}
