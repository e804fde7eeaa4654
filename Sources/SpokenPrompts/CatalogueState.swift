/// How whole a catalogue is.
public struct CatalogueState: Hashable, Sendable {
    /// Whether there is no clip at all, or no language of which nothing is outdated.
    public var isMissing: Bool
    /// How many clips are not there, or cannot be used.
    public var missingCount: Int
    /// How many clips were made from another text than the questionnaire's, and are not said.
    public var outdatedCount: Int

    /// Makes a state.
    public init(isMissing: Bool, missingCount: Int, outdatedCount: Int) {
        self.isMissing = isMissing
        self.missingCount = missingCount
        self.outdatedCount = outdatedCount
    }
}
