/// What a database must be to be opened as ours.
public struct DatabaseDescription: Sendable {
    /// The path of the file; `-wal` is added to it for the log.
    public var path: String
    /// The number in the header of the file that says whose it is (`application_id`).
    public var applicationID: Int32
    /// The schema, oldest step first.
    public var migrations: [Migration]
    /// How it keeps what was committed, and its bounds.
    public var durability: Durability
    /// The name of the SQLite file system layer, nil for the system's own.
    ///
    /// Tests put a faulty disk there.
    package var fileSystemLayer: String?

    /// Describes a database.
    public init(
        path: String,
        applicationID: Int32,
        migrations: [Migration],
        durability: Durability = Durability()
    ) {
        self.path = path
        self.applicationID = applicationID
        self.migrations = migrations
        self.durability = durability
    }
}
