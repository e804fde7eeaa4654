internal import MeldpostCore
internal import SQLiteStore

/// One row of the table `account`: the account of a worker.
struct AccountRow {
    let account: WorkerAccount

    init(_ account: WorkerAccount) {
        self.account = account
    }

    /// The columns `id`, `salt`, `hash`, `flags`, `expires`, `fingerprint`; nil where they are not
    /// what was once written.
    init?(row: borrowing SQLiteRow, from column: Int32) throws(SQLiteFault) {
        let number = try row.integer(column)
        let flags = try row.integer(column + 3)
        guard
            let number = Int(exactly: number), WorkerAccount.numbers.contains(number),
            let verifier = PINVerifier(
                salt: try row.blob(column + 1),
                hash: try row.blob(column + 2)
            ),
            let expires = UInt32(exactly: try row.integer(column + 4))
        else { return nil }
        account = WorkerAccount(
            number: number,
            verifier: verifier,
            isSupervisor: flags & 1 != 0,
            isRevoked: flags & 2 != 0,
            expires: flags & 4 != 0 ? UnixHour(rawValue: expires) : nil
        )
        guard try row.blob(column + 5) == fingerprint else { return nil }
    }

    /// All accounts.
    static func readAll(
        _ connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> [WorkerAccount] {
        var accounts: [WorkerAccount] = []
        try connection.query(
            "SELECT id, salt, hash, flags, expires, fingerprint FROM account ORDER BY id"
        ) { row throws(SQLiteFault) in
            if let read = try AccountRow(row: row, from: 0) { accounts.append(read.account) }
        }
        return accounts
    }

    /// Writes the row in place of the one of this number.
    func save(in connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        try write(
            """
            INSERT OR REPLACE INTO account (id, salt, hash, flags, expires, fingerprint)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            connection
        )
    }

    /// Writes the row where there is none of this number.
    func insert(into connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        try write(
            """
            INSERT OR IGNORE INTO account (id, salt, hash, flags, expires, fingerprint)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            connection
        )
    }

    private func write(
        _ sql: StaticString,
        _ connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.execute(
            sql,
            .integer(Int64(account.number)),
            .blob(account.verifier.salt),
            .blob(account.verifier.hash),
            .integer(flags),
            .integer(expires),
            .blob(fingerprint)
        )
    }

    private var flags: Int64 {
        (account.isSupervisor ? 1 : 0) | (account.isRevoked ? 2 : 0)
            | (account.expires == nil ? 0 : 4)
    }

    private var expires: Int64 { Int64(account.expires?.rawValue ?? 0) }

    private var fingerprint: [UInt8] {
        var fingerprint = Fingerprint(table: .account)
        fingerprint.add(Int64(account.number))
        fingerprint.add(account.verifier.salt)
        fingerprint.add(account.verifier.hash)
        fingerprint.add(flags)
        fingerprint.add(expires)
        return fingerprint.bytes
    }
}
