/// Notices that an entry is missing which the station no longer means to send.
///
/// Entries arrive out of order, because urgent ones go first, and after thirty days without a
/// network the last may be two days behind the first. So neither a hole in the sequence nor its age
/// is a fault. What is one: the station sends filler, cell after cell, while its chain has an entry
/// that is not here. A single filler proves nothing (the cell may have been decided on just before
/// the entry was written); thirty are ten minutes at the usual pace.
struct GapWatch: Hashable, Sendable {
    /// Fillers in a row after which a gap is reported.
    static let fillerLimit: Int64 = 30

    /// All entries from the first to this one are here, or were given up by a person.
    var contiguous: UInt64
    /// The highest place of the chain that was claimed or that is here.
    var highest: UInt64
    /// How many fillers in a row came while an entry was missing.
    var fillers: Int64

    /// Whether an entry is missing.
    var isMissing: Bool { contiguous < highest }

    /// Whether the missing entry is to be reported.
    var isGap: Bool { isMissing && fillers >= Self.fillerLimit }

    /// A cell came with nothing for this journal; `false` where it carried a piece.
    mutating func cellCame(isFiller: Bool) {
        fillers = isFiller && isMissing ? min(fillers + 1, Self.fillerLimit) : 0
    }
}
