internal import SQLiteStore

/// The tables of the inbox.
///
/// Steps are only ever appended, and an applied one is never edited.
enum InboxSchema {
    /// "MPIB": a Meldpost inbox.
    static let applicationID: Int32 = 0x4D50_4942

    static let migrations = [
        Migration(
            "2026-11 stations, chains and entries",
            sql: """
                CREATE TABLE station (
                    id INTEGER PRIMARY KEY,
                    name BLOB NOT NULL UNIQUE CHECK (length(name) = 16),
                    -- The journal of the last cell; null before the first.
                    journal BLOB CHECK (length(journal) = 16),
                    -- The number of the newest key list that was queued.
                    key_list INTEGER NOT NULL DEFAULT 0,
                    -- The number that the next queued statement gets.
                    next_statement INTEGER NOT NULL DEFAULT 1 CHECK (next_statement >= 1)
                ) STRICT;

                CREATE TABLE journal (
                    id INTEGER PRIMARY KEY,
                    station INTEGER NOT NULL REFERENCES station (id),
                    name BLOB NOT NULL CHECK (length(name) = 16),
                    pace_counter INTEGER,
                    pace_head INTEGER,
                    panic_counter INTEGER,
                    panic_head INTEGER,
                    -- 1 to this are here, or were given up by a person.
                    contiguous INTEGER NOT NULL DEFAULT 0,
                    -- The highest place that was claimed or that is here.
                    highest INTEGER NOT NULL DEFAULT 0,
                    fillers INTEGER NOT NULL DEFAULT 0,
                    UNIQUE (station, name)
                ) STRICT;

                -- The digest of the header at a place: from an entry, from the `previous` of the
                -- next entry, or from the head that a cell claimed. The first one stays.
                CREATE TABLE claim (
                    journal INTEGER NOT NULL REFERENCES journal (id),
                    sequence INTEGER NOT NULL,
                    digest BLOB NOT NULL CHECK (length(digest) = 32),
                    PRIMARY KEY (journal, sequence)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE entry (
                    -- The order of arrival: the cursor of the desks.
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    journal INTEGER NOT NULL REFERENCES journal (id),
                    sequence INTEGER NOT NULL,
                    digest BLOB NOT NULL CHECK (length(digest) = 32),
                    header BLOB NOT NULL CHECK (length(header) = 142),
                    signature BLOB NOT NULL CHECK (length(signature) = 64),
                    -- Ciphertext: nothing here opens it.
                    body BLOB NOT NULL,
                    is_forked INTEGER NOT NULL DEFAULT 0,
                    receipt BLOB NOT NULL,
                    -- The number of the newest copy of the receipt in the stream of the station.
                    receipt_number INTEGER NOT NULL,
                    -- When a desk opened it, in milliseconds of Unix time.
                    opened INTEGER,
                    UNIQUE (journal, sequence, digest)
                ) STRICT;
                CREATE INDEX entry_digest ON entry (digest);

                -- The header of another entry at a taken place, which never came whole.
                CREATE TABLE evidence (
                    journal INTEGER NOT NULL REFERENCES journal (id),
                    digest BLOB NOT NULL CHECK (length(digest) = 32),
                    header BLOB NOT NULL CHECK (length(header) = 142),
                    signature BLOB NOT NULL CHECK (length(signature) = 64),
                    PRIMARY KEY (journal, digest)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE partial (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    journal INTEGER NOT NULL REFERENCES journal (id),
                    sequence INTEGER NOT NULL,
                    digest BLOB NOT NULL CHECK (length(digest) = 32),
                    total INTEGER NOT NULL,
                    length INTEGER NOT NULL,
                    -- When the last piece came, in milliseconds of Unix time.
                    touched INTEGER NOT NULL,
                    UNIQUE (journal, sequence)
                ) STRICT;

                CREATE TABLE piece (
                    partial INTEGER NOT NULL REFERENCES partial (id) ON DELETE CASCADE,
                    offset INTEGER NOT NULL,
                    data BLOB NOT NULL,
                    PRIMARY KEY (partial, offset)
                ) STRICT;
                """
        ),
        Migration(
            "2026-11 statements, panic and conditions",
            sql: """
                CREATE TABLE key_list (
                    number INTEGER PRIMARY KEY,
                    statement BLOB NOT NULL
                ) STRICT;

                -- Never pruned: a station that was set back asks again.
                CREATE TABLE outgoing (
                    station INTEGER NOT NULL REFERENCES station (id),
                    number INTEGER NOT NULL,
                    statement BLOB NOT NULL,
                    PRIMARY KEY (station, number)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE panic_signal (
                    id INTEGER PRIMARY KEY,
                    station INTEGER NOT NULL REFERENCES station (id),
                    incident BLOB NOT NULL CHECK (length(incident) = 16),
                    counter INTEGER NOT NULL,
                    state INTEGER NOT NULL,
                    is_test INTEGER NOT NULL,
                    signal BLOB NOT NULL,
                    -- When it came, in milliseconds of Unix time.
                    received INTEGER NOT NULL,
                    -- How often it came again.
                    repeats INTEGER NOT NULL DEFAULT 0,
                    UNIQUE (station, incident, counter, state, is_test)
                ) STRICT;

                CREATE TABLE acceptance (
                    station INTEGER NOT NULL REFERENCES station (id),
                    incident BLOB NOT NULL CHECK (length(incident) = 16),
                    statement BLOB NOT NULL,
                    PRIMARY KEY (station, incident)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE closed_term (
                    entry INTEGER NOT NULL REFERENCES entry (number),
                    term INTEGER NOT NULL,
                    PRIMARY KEY (entry, term)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE step (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    entry INTEGER NOT NULL REFERENCES entry (number),
                    step INTEGER NOT NULL,
                    term INTEGER,
                    hour INTEGER NOT NULL
                ) STRICT;

                CREATE TABLE condition (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    station INTEGER NOT NULL REFERENCES station (id),
                    code TEXT NOT NULL,
                    journal BLOB NOT NULL CHECK (length(journal) = 16),
                    sequence INTEGER,
                    -- In milliseconds of Unix time; `cleared` is null while it lasts.
                    raised INTEGER NOT NULL,
                    seen INTEGER NOT NULL,
                    count INTEGER NOT NULL DEFAULT 1,
                    cleared INTEGER
                ) STRICT;
                CREATE INDEX condition_open ON condition (station) WHERE cleared IS NULL;
                """
        ),
    ]
}
