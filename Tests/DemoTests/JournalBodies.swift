import AgeFormat
import CSQLite
import Foundation
import ProgramKit
import RecordFormat

/// What stands sealed in a box's journal, opened with the centre's identities.
enum JournalBodies {
    /// Opens all bodies in a copy of the journal in `folder`.
    ///
    /// A copy that was made while somebody wrote may be no database at all; that throws.
    static func open(
        in folder: String,
        identities: [AgeIdentity]
    ) throws -> [(payload: Payload, plaintext: [UInt8])] {
        let copy = TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasPrefix("journal.sqlite") && !name.hasSuffix("-shm") {
            try FileManager.default.copyItem(
                atPath: "\(folder)/\(name)",
                toPath: "\(copy.path)/\(name)"
            )
        }
        var database: OpaquePointer?
        var statement: OpaquePointer?
        defer {
            sqlite3_finalize(statement)
            sqlite3_close(database)
        }
        guard
            sqlite3_open("\(copy.path)/journal.sqlite", &database) == SQLITE_OK,
            sqlite3_prepare_v2(database, "SELECT content FROM body", -1, &statement, nil)
                == SQLITE_OK
        else {
            throw CocoaError(.fileReadCorruptFile)
        }
        var opened: [(payload: Payload, plaintext: [UInt8])] = []
        while true {
            let result = sqlite3_step(statement)
            if result == SQLITE_DONE { return opened }
            guard result == SQLITE_ROW else { throw CocoaError(.fileReadCorruptFile) }
            let count = Int(sqlite3_column_bytes(statement, 0))
            guard let start = sqlite3_column_blob(statement, 0) else { continue }
            let body = Array(UnsafeRawBufferPointer(start: start, count: count))
            opened.append(
                (
                    try RecordOpener.open(body, identities: identities),
                    try AgeFile.open(body, with: identities)
                )
            )
        }
    }
}
