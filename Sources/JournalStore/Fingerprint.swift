internal import RecordFormat

/// The check of one row: the first 16 bytes of the SHA-256 over its table and columns.
///
/// It tells damage, not tampering: whoever can write the file can make fingerprints. What the
/// centre relies on is the signature of each entry and the chain.
struct Fingerprint {
    private var input: [UInt8]

    init(table: Table) {
        input = []
        input.reserveCapacity(512)
        input.append(table.rawValue)
    }

    /// The tables whose rows carry one.
    enum Table: UInt8 {
        case chain = 1
        case entry
        case clock
        case incident
        case number
        case document
        case draft
        case reset
        case call
        case account
        case mark
    }

    mutating func add(_ value: Int64) {
        withUnsafeBytes(of: value.bigEndian) { input.append(contentsOf: $0) }
    }

    /// Adds bytes or their absence; the length before them keeps neighbours apart.
    mutating func add(_ bytes: [UInt8]?) {
        add(Int64(bytes?.count ?? -1))
        if let bytes { input.append(contentsOf: bytes) }
    }

    /// The 16 bytes.
    var bytes: [UInt8] { Array(Digest.sha256(of: input).bytes.prefix(16)) }
}
