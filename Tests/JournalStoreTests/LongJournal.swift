import CSQLite
import CrashKit
import MeldpostCore
import RecordFormat

@testable import JournalStore

/// Makes a journal with very many entries, in one transaction instead of one for each.
enum LongJournal {
    struct NotMade: Error {}

    static func make(in folder: String, entries: UInt64) throws {
        let name: JournalID
        do {
            var store = try JournalStore(
                directory: folder,
                station: longStation,
                limits: JournalLimits(),
                random: SeededGenerator(seed: 1),
                fileSystemLayer: nil,
                autocheckpointPages: 256
            )
            name = store.journal
            _ = try store.reserveCounters(count: 1)
        }
        var handle: OpaquePointer?
        guard sqlite3_open(folder + "/journal.sqlite", &handle) == SQLITE_OK else {
            throw NotMade()
        }
        defer { sqlite3_close(handle) }
        sqlite3_exec(handle, "BEGIN", nil, nil, nil)
        let last = try insert(entries, name, handle)
        let chain = ChainRow(journal: name, station: longStation, head: (entries, last))
        var update: OpaquePointer?
        sqlite3_prepare_v2(
            handle,
            "UPDATE chain SET head_sequence=?, head_digest=?, fingerprint=? WHERE id=1",
            -1,
            &update,
            nil
        )
        sqlite3_bind_int64(update, 1, Int64(entries))
        bind(update, 2, chain.head.digest.bytes)
        bind(update, 3, chain.fingerprint(id: 1))
        guard sqlite3_step(update) == SQLITE_DONE else { throw NotMade() }
        sqlite3_finalize(update)
        guard sqlite3_exec(handle, "COMMIT", nil, nil, nil) == SQLITE_OK else { throw NotMade() }
    }

    /// The station of the workload.
    private static var longStation: StationID {
        var random = SeededGenerator(seed: 1)
        return StationID(using: &random)
    }

    private static func insert(
        _ entries: UInt64,
        _ name: JournalID,
        _ handle: OpaquePointer?
    ) throws -> Digest {
        let body = Array(repeating: UInt8(7), count: 200)
        let bodyHash = Digest.sha256(of: body)
        var previous = Digest.zero
        var row: EntryRow?
        var entry: OpaquePointer?
        var content: OpaquePointer?
        let sql = """
            INSERT INTO entry (id, chain, sequence, digest, urgency, length, receipted, header,
                signature, fingerprint) VALUES (?1, 1, ?1, ?2, 2, ?3, 0, ?4, ?5, ?6)
            """
        sqlite3_prepare_v2(handle, sql, -1, &entry, nil)
        sqlite3_prepare_v2(handle, "INSERT INTO body VALUES (?, ?)", -1, &content, nil)
        defer {
            sqlite3_finalize(entry)
            sqlite3_finalize(content)
        }
        for sequence in 1...entries {
            let header = EntryHeader(
                station: longStation,
                journal: name,
                sequence: sequence,
                previous: previous,
                urgency: .ordinary,
                hour: UnixHour(rawValue: 490_000),
                bodyHash: bodyHash,
                proofHash: bodyHash
            )
            // One signature stands for all: the journal does not check them, and making is slow.
            var made =
                row
                ?? EntryRow(
                    Entry.make(header: header, body: body, key: JournalFixture.key),
                    chain: 1
                )
            made.sequence = sequence
            made.header = header.encoded()
            made.digest = Digest.sha256(of: header.encoded()).bytes
            row = made
            sqlite3_bind_int64(entry, 1, Int64(sequence))
            bind(entry, 2, made.digest)
            sqlite3_bind_int64(entry, 3, made.length)
            bind(entry, 4, made.header ?? [])
            bind(entry, 5, made.signature ?? [])
            bind(entry, 6, made.fingerprint)
            sqlite3_bind_int64(content, 1, Int64(sequence))
            bind(content, 2, body)
            guard sqlite3_step(entry) == SQLITE_DONE, sqlite3_step(content) == SQLITE_DONE else {
                throw NotMade()
            }
            sqlite3_reset(entry)
            sqlite3_reset(content)
            previous = Digest(bytes: made.digest) ?? .zero
        }
        return previous
    }

    private static func bind(_ statement: OpaquePointer?, _ index: Int32, _ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes {
            csqlite_bind_blob(statement, index, $0.baseAddress, sqlite3_uint64($0.count))
        }
    }
}
