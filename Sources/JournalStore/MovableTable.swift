internal import SQLiteStore

/// A table whose damaged rows are moved as they are: how they are found, copied and removed.
enum MovableTable: CaseIterable {
    case clock
    case incident
    case reset
    case number
    case document
    case call
    case account
    case mark

    /// Reads all rows: the key first, then the columns that ``isSound(_:)`` looks at.
    var allRows: StaticString {
        switch self {
        case .clock: "SELECT id, journal, sequence, term, start, fingerprint FROM clock"
        case .incident: "SELECT id, incident, counter, presses, flags, fingerprint FROM incident"
        case .reset: "SELECT id, incident, counter, presses, flags, fingerprint FROM reset"
        case .number: "SELECT id, value, fingerprint FROM number"
        case .document: "SELECT id, content, fingerprint FROM document"
        case .call: "SELECT id, name, line, hour, flags, fingerprint FROM call"
        case .account:
            "SELECT id, id, salt, hash, flags, expires, fingerprint FROM account"
        case .mark: "SELECT id, journal, sequence, kind, value, fingerprint FROM mark"
        }
    }

    /// Copies a row into the quarantine.
    var copy: StaticString {
        switch self {
        case .clock:
            """
            INSERT INTO quarantine (origin, row, header, content)
            SELECT 'clock', id, journal, sequence || ' ' || term || ' ' || start
            FROM clock WHERE id = ?
            """
        case .incident:
            """
            INSERT INTO quarantine (origin, row, header, content)
            SELECT 'incident', id, incident, counter || ' ' || presses || ' ' || flags
            FROM incident WHERE id = ?
            """
        case .reset:
            """
            INSERT INTO quarantine (origin, row, header, content)
            SELECT 'reset', id, incident, counter || ' ' || presses || ' ' || flags
            FROM reset WHERE id = ?
            """
        case .number:
            """
            INSERT INTO quarantine (origin, row, content)
            SELECT 'number', id, value FROM number WHERE id = ?
            """
        case .document:
            """
            INSERT INTO quarantine (origin, row, content)
            SELECT 'document', id, content FROM document WHERE id = ?
            """
        case .call:
            """
            INSERT INTO quarantine (origin, row, header, content)
            SELECT 'call', id, name, line || ' ' || hour || ' ' || flags FROM call WHERE id = ?
            """
        case .account:
            """
            INSERT INTO quarantine (origin, row, header, signature, content)
            SELECT 'account', id, salt, hash, flags || ' ' || expires FROM account WHERE id = ?
            """
        case .mark:
            """
            INSERT INTO quarantine (origin, row, header, content)
            SELECT 'mark', id, journal, sequence || ' ' || kind || ' ' || value
            FROM mark WHERE id = ?
            """
        }
    }

    /// Removes a row.
    var removal: StaticString {
        switch self {
        case .clock: "DELETE FROM clock WHERE id = ?"
        case .incident: "DELETE FROM incident WHERE id = ?"
        case .reset: "DELETE FROM reset WHERE id = ?"
        case .number: "DELETE FROM number WHERE id = ?"
        case .document: "DELETE FROM document WHERE id = ?"
        case .call: "DELETE FROM call WHERE id = ?"
        case .account: "DELETE FROM account WHERE id = ?"
        case .mark: "DELETE FROM mark WHERE id = ?"
        }
    }

    /// Whether a row of ``allRows`` is what was once written.
    func isSound(_ row: borrowing SQLiteRow) throws(SQLiteFault) -> Bool {
        switch self {
        case .clock: return try ClockRow(row: row, from: 1) != nil
        case .incident: return try IncidentRow(row: row, from: 1, in: .incident) != nil
        case .reset: return try IncidentRow(row: row, from: 1, in: .reset) != nil
        case .call: return try CallRow(row: row, from: 1) != nil
        case .account: return try AccountRow(row: row, from: 1) != nil
        case .mark: return try MarkRow(row: row, from: 1) != nil
        case .number:
            let expected = NumberRow.fingerprint(id: try row.integer(0), try row.integer(1))
            return try row.blob(2) == expected
        case .document:
            let expected = DocumentRow.fingerprint(id: try row.integer(0), try row.blob(1))
            return try row.blob(2) == expected
        }
    }
}
