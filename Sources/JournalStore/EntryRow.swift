internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// One row of the table `entry`.
struct EntryRow {
    var chain: Int64
    var sequence: UInt64
    var digest: [UInt8]
    var urgency: Int64
    var length: Int64
    var isReceipted: Bool
    var header: [UInt8]?
    var signature: [UInt8]?

    /// The row of a new entry.
    init(_ entry: Entry, chain: Int64) {
        self.chain = chain
        sequence = entry.header.sequence
        digest = entry.header.digest.bytes
        urgency = Int64(entry.header.urgency.rawValue)
        length = Int64(Entry.bodyOffset + entry.body.count)
        isReceipted = false
        header = entry.header.encoded()
        signature = entry.signature.bytes
    }

    /// The columns after `id`, in the order in which `init(row:from:)` reads them.
    init(row: borrowing SQLiteRow, from column: Int32) throws(SQLiteFault) {
        chain = try row.integer(column)
        sequence = UInt64(bitPattern: try row.integer(column + 1))
        digest = try row.blob(column + 2)
        urgency = try row.integer(column + 3)
        length = try row.integer(column + 4)
        isReceipted = try row.integer(column + 5) != 0
        header = try row.optionalBlob(column + 6)
        signature = try row.optionalBlob(column + 7)
    }

    var fingerprint: [UInt8] {
        var fingerprint = Fingerprint(table: .entry)
        fingerprint.add(chain)
        fingerprint.add(Int64(bitPattern: sequence))
        fingerprint.add(digest)
        fingerprint.add(urgency)
        fingerprint.add(length)
        fingerprint.add(isReceipted ? 1 : 0)
        fingerprint.add(header)
        fingerprint.add(signature)
        return fingerprint.bytes
    }

    /// The header, where it is there and is the one of the digest.
    var decodedHeader: EntryHeader? {
        guard let header, let decoded = try? EntryHeader(decoding: header) else { return nil }
        return decoded.digest.bytes == digest && decoded.sequence == sequence ? decoded : nil
    }

    /// Whether the row is what was once written.
    func isSound(fingerprint found: [UInt8]) -> Bool {
        found == fingerprint
    }

    /// The row without its body: what stays when a person's key has opened it.
    mutating func erase() {
        header = nil
        signature = nil
    }

    /// The entry with its body, where the body is the one that was sealed.
    func entryBytes(with content: [UInt8]) -> [UInt8]? {
        guard
            let decoded = decodedHeader, let header, let signature,
            content.count == Int(length) - Entry.bodyOffset,
            Digest.sha256(of: content) == decoded.bodyHash
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(length))
        bytes.append(contentsOf: header)
        bytes.append(contentsOf: signature)
        for shift in [16, 8, 0] {
            bytes.append(UInt8(truncatingIfNeeded: content.count >> shift))
        }
        bytes.append(contentsOf: content)
        return bytes
    }
}
