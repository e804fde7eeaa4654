internal import SQLiteStore

/// The schema of the journal.
///
/// Steps are frozen once released.
enum JournalSchema {
    /// "Meld" in ASCII.
    static let applicationID: Int32 = 0x4D65_6C64

    static let migrations = [
        Migration(
            "2026-11 create journal",
            sql: """
                -- Every row has a fingerprint over its other columns, so that a flipped bit shows.
                -- One chain of entries; number 1 is this file's own, others were salvaged.
                CREATE TABLE chain (
                    id INTEGER PRIMARY KEY,
                    journal BLOB NOT NULL UNIQUE CHECK (length(journal) = 16),
                    station BLOB NOT NULL CHECK (length(station) = 16),
                    head_sequence INTEGER NOT NULL,
                    head_digest BLOB NOT NULL CHECK (length(head_digest) = 32),
                    fingerprint BLOB NOT NULL
                ) STRICT;

                -- An entry without its body. After its body was opened and erased, header and
                -- signature are null, and the sequence and the header's digest stay.
                CREATE TABLE entry (
                    id INTEGER PRIMARY KEY,
                    chain INTEGER NOT NULL REFERENCES chain (id),
                    sequence INTEGER NOT NULL,
                    digest BLOB NOT NULL CHECK (length(digest) = 32),
                    urgency INTEGER NOT NULL,
                    length INTEGER NOT NULL,
                    receipted INTEGER NOT NULL,
                    header BLOB,
                    signature BLOB,
                    fingerprint BLOB NOT NULL,
                    UNIQUE (chain, sequence)
                ) STRICT;

                -- The sealed body of an entry: ciphertext for the centre, which no key here opens.
                CREATE TABLE body (
                    id INTEGER PRIMARY KEY,
                    content BLOB NOT NULL
                ) STRICT;

                -- Running legal terms, without content.
                CREATE TABLE clock (
                    id INTEGER PRIMARY KEY,
                    journal BLOB NOT NULL,
                    sequence INTEGER NOT NULL,
                    term INTEGER NOT NULL,
                    start INTEGER NOT NULL,
                    fingerprint BLOB NOT NULL,
                    UNIQUE (journal, sequence, term)
                ) STRICT;

                -- The panic incident that is not over; at most one row.
                CREATE TABLE incident (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    incident BLOB NOT NULL,
                    counter INTEGER NOT NULL,
                    presses INTEGER NOT NULL,
                    flags INTEGER NOT NULL,
                    fingerprint BLOB NOT NULL
                ) STRICT;

                CREATE TABLE number (
                    id INTEGER PRIMARY KEY,
                    value INTEGER NOT NULL,
                    fingerprint BLOB NOT NULL
                ) STRICT;

                CREATE TABLE document (
                    id INTEGER PRIMARY KEY,
                    content BLOB NOT NULL,
                    fingerprint BLOB NOT NULL
                ) STRICT;

                -- What a commit at a random time writes in place of an entry.
                CREATE TABLE dummy (
                    id INTEGER PRIMARY KEY,
                    content BLOB NOT NULL
                ) STRICT;

                -- Damaged rows as they were found, for a person at the centre.
                CREATE TABLE quarantine (
                    id INTEGER PRIMARY KEY,
                    origin TEXT NOT NULL,
                    row INTEGER NOT NULL,
                    header ANY,
                    signature ANY,
                    content ANY
                ) STRICT;

                -- The numbers of the files set aside whose rows were brought over.
                CREATE TABLE salvaged (
                    id INTEGER PRIMARY KEY
                ) STRICT
                """
        ),
        Migration(
            "2026-12 create draft",
            sql: """
                -- The visit that is going on, sealed for the centre, which no key here opens; at
                -- most one row. Sending takes it away, leaving erases it, and what is left of it
                -- after a power cut becomes an entry.
                CREATE TABLE draft (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    urgency INTEGER NOT NULL,
                    hour INTEGER NOT NULL,
                    terms INTEGER NOT NULL,
                    proof_hash BLOB NOT NULL CHECK (length(proof_hash) = 32),
                    content BLOB NOT NULL,
                    fingerprint BLOB NOT NULL
                ) STRICT
                """
        ),
        Migration(
            "2026-12 keep unsettled resets",
            sql: """
                -- Panic incidents that were reset, until the inbox signed for the reset and its
                -- record is on disk; the counter is the number of the signal that says so.
                CREATE TABLE reset (
                    id INTEGER PRIMARY KEY,
                    incident BLOB NOT NULL UNIQUE,
                    counter INTEGER NOT NULL,
                    presses INTEGER NOT NULL,
                    flags INTEGER NOT NULL,
                    fingerprint BLOB NOT NULL
                ) STRICT
                """
        ),
        Migration(
            "2026-12 create call and account",
            sql: """
                -- Calls that are not over, or that nobody logged yet, without anything that was
                -- said. Flags: 1 outgoing, 2 answered, 4 over, 8 logged.
                CREATE TABLE call (
                    id INTEGER PRIMARY KEY,
                    name BLOB NOT NULL UNIQUE CHECK (length(name) = 16),
                    line INTEGER NOT NULL,
                    hour INTEGER NOT NULL,
                    flags INTEGER NOT NULL,
                    fingerprint BLOB NOT NULL
                ) STRICT;

                -- The workers by their numbers, with what scrypt makes of the PIN and a secret that
                -- is not here. Flags: 1 supervisor, 2 revoked, 4 expires.
                CREATE TABLE account (
                    id INTEGER PRIMARY KEY,
                    salt BLOB NOT NULL CHECK (length(salt) = 16),
                    hash BLOB NOT NULL CHECK (length(hash) = 32),
                    flags INTEGER NOT NULL,
                    expires INTEGER NOT NULL,
                    fingerprint BLOB NOT NULL
                ) STRICT
                """
        ),
        Migration(
            "2026-12 keep drafts of the desk",
            sql: """
                -- Besides the visit at the kiosk, which is row 1, the intakes at the desk, rows 2 to 5.
                CREATE TABLE kept (
                    id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 5),
                    urgency INTEGER NOT NULL,
                    hour INTEGER NOT NULL,
                    terms INTEGER NOT NULL,
                    proof_hash BLOB NOT NULL CHECK (length(proof_hash) = 32),
                    content BLOB NOT NULL,
                    fingerprint BLOB NOT NULL
                ) STRICT;
                INSERT INTO kept (id, urgency, hour, terms, proof_hash, content, fingerprint)
                SELECT id, urgency, hour, terms, proof_hash, content, fingerprint FROM draft;
                DROP TABLE draft;
                ALTER TABLE kept RENAME TO draft
                """
        ),
        Migration(
            "2026-12 keep what broke off and who was told",
            sql: """
                -- What is remembered of entries besides their terms, in one table so that the schema
                -- stays on the first page. Kind 1: the record broke off and nobody completed it; value
                -- 1 report, 2 advice. Kind 2: persons are to be told; value: how many, and from bit 8
                -- on who was, a bit each.
                CREATE TABLE mark (
                    id INTEGER PRIMARY KEY,
                    journal BLOB NOT NULL,
                    sequence INTEGER NOT NULL,
                    kind INTEGER NOT NULL,
                    value INTEGER NOT NULL,
                    fingerprint BLOB NOT NULL,
                    UNIQUE (journal, sequence, kind)
                ) STRICT
                """
        ),
    ]
}
