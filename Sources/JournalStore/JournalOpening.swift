/// What was found when the journal was opened.
public struct JournalOpening: Hashable, Sendable {
    /// What the file was.
    public enum Kind: Hashable, Sendable {
        /// There was none: a new chain begins.
        case fresh
        /// The chain goes on.
        case existing
        /// The file could not be used and was set aside; a new chain begins.
        case setAside(Reason)
    }

    /// Why a file was set aside.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// It is not a regular file of ours: a folder, a link, a pipe, or another user's.
        case wrongFile = "wrong-file"
        /// It is longer than its limit.
        case tooLarge = "too-large"
        /// Its content is not ours.
        case foreign
        /// Its structure, or what says where the chain stands, is damaged.
        case damaged
        /// It belongs to another station.
        case otherStation = "other-station"
    }

    /// What the file was.
    public internal(set) var kind: Kind
    /// Whether the check of the structure came to its end within its limit.
    public internal(set) var isChecked: Bool
    /// Rows found damaged now.
    public internal(set) var quarantinedNow: Int
    /// Entries brought over from files that were set aside.
    public internal(set) var salvagedEntries: Int

    /// Whether an older file could not be used and lies beside the new one.
    public var isSetAside: Bool {
        if case .setAside = kind { true } else { false }
    }
}
