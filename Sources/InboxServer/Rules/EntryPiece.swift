internal import MeldpostCore
internal import RecordFormat

/// A piece of an entry as it came in a cell.
struct EntryPiece: Hashable, Sendable {
    /// The entry.
    var entry: EntryReference
    /// Where the piece begins.
    var offset: UInt32
    /// How long the entry is.
    var total: UInt32
    /// The bytes.
    var data: [UInt8]

    /// The first byte after the piece; it does not overflow, because a piece is shorter than a cell.
    var end: UInt64 { UInt64(offset) + UInt64(data.count) }
}

/// What is done with a piece.
enum PieceRuling: Hashable, Sendable {
    /// It begins an entry; what was kept of another at the same place goes.
    case begin
    /// It continues what is here.
    case append
    /// It is not the next piece: the station is told where to go on.
    case expect(offset: UInt32)
    /// No entry that we take has this piece.
    case refuse
}

/// Decides about pieces by what is here already.
struct PieceRule: Hashable, Sendable {
    /// What is here of an entry.
    struct Partial: Hashable, Sendable {
        /// The digest of its header, which came with the first piece.
        var digest: Digest
        /// How long the entry is.
        var total: UInt32
        /// How much is here.
        var length: UInt32
    }

    /// The longest entry that is taken, in bytes.
    var entryLimit: UInt32

    /// Judges a piece that begins an entry; `digest` is that of its verified header.
    func judgeFirst(_ piece: EntryPiece, digest: Digest, partial: Partial?) -> PieceRuling {
        guard isPossible(piece) else { return .refuse }
        guard let partial, partial.digest == digest, partial.total == piece.total else {
            return .begin
        }
        return .expect(offset: partial.length)
    }

    /// Judges a later piece.
    func judgeLater(_ piece: EntryPiece, partial: Partial?) -> PieceRuling {
        guard isPossible(piece) else { return .refuse }
        guard let partial else { return .expect(offset: 0) }
        guard partial.total == piece.total else { return .refuse }
        return piece.offset == partial.length ? .append : .expect(offset: partial.length)
    }

    /// Whether an entry that we take can have such a piece.
    private func isPossible(_ piece: EntryPiece) -> Bool {
        piece.total > UInt32(Entry.bodyOffset) && piece.total <= entryLimit && !piece.data.isEmpty
            && piece.end <= UInt64(piece.total)
    }
}
