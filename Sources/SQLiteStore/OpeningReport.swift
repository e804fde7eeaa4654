/// What was found and done when a database was opened.
public struct OpeningReport: Hashable, Sendable {
    /// Whether the database was made now, from nothing or from an empty file.
    public let isNew: Bool
    /// How many migrations were applied now.
    public let migrationsApplied: Int
    /// What the check of the structure found; damage is refused and never gets here.
    public let check: StructureCheck
}
