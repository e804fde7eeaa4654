internal import CSQLite

/// A value bound to a statement.
public enum SQLiteValue: Hashable, Sendable {
    /// No value.
    case null
    /// An integer.
    case integer(Int64)
    /// A text.
    case text(String)
    /// Bytes; an empty array is an empty blob, not null.
    case blob([UInt8])

    /// Bytes, or null where there are none.
    public static func optionalBlob(_ bytes: [UInt8]?) -> SQLiteValue {
        bytes.map { .blob($0) } ?? .null
    }

    /// An integer, or null where there is none.
    public static func optionalInteger(_ value: Int64?) -> SQLiteValue {
        value.map { .integer($0) } ?? .null
    }

    /// Binds the value at an index from 1 and gives SQLite's result code.
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null:
            return sqlite3_bind_null(statement, index)
        case .integer(let value):
            return sqlite3_bind_int64(statement, index, value)
        case .text(let value):
            var value = value
            return value.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    // An empty buffer may have no address, and no address would bind null.
                    characters.isEmpty
                        ? csqlite_bind_text(statement, index, "", 0)
                        : csqlite_bind_text(
                            statement,
                            index,
                            characters.baseAddress,
                            sqlite3_uint64(characters.count)
                        )
                }
            }
        case .blob(let value):
            guard !value.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
            return value.withUnsafeBytes { bytes in
                csqlite_bind_blob(statement, index, bytes.baseAddress, sqlite3_uint64(bytes.count))
            }
        }
    }
}
