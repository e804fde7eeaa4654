internal import CSQLite

/// The prepared statements of one connection, by the address of their text.
///
/// Texts are string literals, so there are as many as the program has. A statement that is running
/// is out of the cache; the same text used inside its own row closure gets a second one.
final class StatementCache {
    private var idle: [UnsafePointer<UInt8>: OpaquePointer] = [:]

    /// Gives a statement for a text, compiled now or before.
    func take(
        _ sql: StaticString,
        from handle: borrowing SQLiteHandle
    ) throws(SQLiteFault)
        -> OpaquePointer
    {
        precondition(sql.hasPointerRepresentation, "a statement is longer than one character")
        if let statement = idle.removeValue(forKey: sql.utf8Start) { return statement }
        var prepared: OpaquePointer?
        let code = sql.withUTF8Buffer { text in
            text.withMemoryRebound(to: CChar.self) { characters in
                sqlite3_prepare_v3(
                    handle.pointer,
                    characters.baseAddress,
                    Int32(characters.count),
                    UInt32(SQLITE_PREPARE_PERSISTENT),
                    &prepared,
                    nil
                )
            }
        }
        guard code == SQLITE_OK, let prepared else { throw handle.fault(.prepare, code) }
        return prepared
    }

    /// Takes a statement back, without its values.
    func put(_ statement: OpaquePointer, for sql: StaticString) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
        if let twin = idle.updateValue(statement, forKey: sql.utf8Start) { sqlite3_finalize(twin) }
    }

    /// Gives every statement back to SQLite; must come before the handle is closed.
    func finalizeAll() {
        for statement in idle.values { sqlite3_finalize(statement) }
        idle = [:]
    }
}
