internal import Logging
internal import MeldpostCore
internal import RecordFormat

/// The key list of the configuration against the one that the journal kept: the newer one counts.
///
/// | configured | then |
/// |---|---|
/// | newer than what was kept | it counts, is kept, and the change is recorded in the chain |
/// | the same | nothing |
/// | older, or another of the same number | what was kept counts, and the condition says so (F54) |
/// | nothing was kept | it counts and is kept: the first list is no change |
extension StationLoop {
    /// What the list of the configuration is to the journal.
    enum ListNews {
        /// Nothing: what was kept counts.
        case none
        /// The first list that it keeps.
        case first
        /// A newer one than it kept.
        case newer
    }

    /// Decides which list counts.
    mutating func compareLists(kept: [UInt8]?) -> ListNews {
        guard let kept, let list = try? ring.verified(kept) else { return .first }
        guard list != ring.list else { return .none }
        if let configured = ring.list, list.accepts(successor: configured) { return .newer }
        ring.restore(list)
        listStatement = kept
        tell(.useKeyList(list))
        feed(.recipientsInstalled(ring.scopes))
        feed(.conditionChanged(.keyListRefused, isRaised: true))
        logger.warning("the key list of the configuration is older than the one in use, continuing")
        return .none
    }

    /// Keeps the list of the configuration, once its record is under way: after a power cut in
    /// between the record comes twice rather than never.
    mutating func keepConfiguredList(_ news: ListNews) {
        switch news {
        case .none: return
        case .first: break
        case .newer:
            if let list = ring.list { feed(.keyListChanged(number: list.number)) }
        }
        tell(.change(.keepKeyList(statement: listStatement)))
    }
}
