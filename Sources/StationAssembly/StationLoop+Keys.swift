internal import Logging
internal import MeldpostCore
internal import RecordFormat

/// The key list of the configuration against the one that the journal kept: the newer one counts.
///
/// | configured | then |
/// |---|---|
/// | newer than what was kept | it counts, is kept, and the change is recorded in the chain |
/// | the same | nothing |
/// | older | what was kept counts: the centre sent a newer one since the file was written |
/// | another of the same number | what was kept counts, and the condition says so (F54) |
/// | nothing was kept | it counts and is kept: the first list is no change |
/// | refused | what was kept counts, if anything was, and the condition says so |
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
        let isRefused = ring.list == nil
        let isOlder = ring.list?.accepts(successor: list) ?? false
        ring.restore(list)
        listStatement = kept
        tell(.useKeyList(list))
        feed(.recipientsInstalled(ring.scopes))
        // What was refused is said already, with its reason.
        guard !isRefused else { return .none }
        guard !isOlder else {
            logger.notice("the key list in use is newer than that of the configuration")
            return .none
        }
        feed(.conditionChanged(.keyListRefused, isRaised: true))
        logger.warning("the key list of the configuration is not the one in use, continuing")
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
        if let listStatement { tell(.change(.keepKeyList(statement: listStatement))) }
    }
}
