public import MeldpostCore

/// What an up cell carries.
public enum UpLoad: Hashable, Sendable {
    /// Nothing.
    case filler
    /// The bytes `data` of the encoded entry number `sequence` of `journal`, from `offset` on; the
    /// entry has `total` bytes.
    ///
    /// The journal is not always the one in the cell: entries saved from an older file keep its name.
    case piece(
        journal: JournalID,
        sequence: UInt64,
        offset: UInt32,
        total: UInt32,
        data: [UInt8]
    )
    /// A panic signal.
    case panic(PanicSignal)

    /// The number of bytes before the data of a piece.
    static let pieceOverhead = 16 + 8 + 4 + 4 + 2

    private enum Kind: UInt8 {
        case filler = 0
        case piece = 1
        case panic = 2
    }

    /// Reads a load that fills `area` bytes.
    init(from reader: inout WireReader, area: Int) throws(FormatRefusal) {
        let before = reader.remaining
        guard let kind = Kind(rawValue: try reader.uint8()) else { throw .kindUnknown }
        switch kind {
        case .filler:
            self = .filler
        case .piece:
            let journal: JournalID = try reader.name()
            let sequence = try reader.uint64()
            let offset = try reader.uint32()
            let total = try reader.uint32()
            let count = Int(try reader.uint16())
            self = .piece(
                journal: journal,
                sequence: sequence,
                offset: offset,
                total: total,
                data: try reader.opaque(count)
            )
        case .panic:
            self = .panic(try PanicSignal(from: &reader))
        }
        guard isInRange(area: area) else { throw .valueOutOfRange }
        try reader.zeroes(area - (before - reader.remaining))
    }

    /// Writes the load and fills `area` bytes with zeroes.
    func write(to writer: inout WireWriter, area: Int) {
        precondition(isInRange(area: area), "The piece is not one that a cell can carry.")
        let before = writer.bytes.count
        switch self {
        case .filler:
            writer.uint8(Kind.filler.rawValue)
        case .piece(let journal, let sequence, let offset, let total, let data):
            writer.uint8(Kind.piece.rawValue)
            writer.name(journal)
            writer.uint64(sequence)
            writer.uint32(offset)
            writer.uint32(total)
            writer.uint16(UInt16(data.count))
            writer.opaque(data)
        case .panic(let signal):
            writer.uint8(Kind.panic.rawValue)
            writer.opaque(signal.encoded())
        }
        writer.zeroes(area - (writer.bytes.count - before))
    }

    private func isInRange(area: Int) -> Bool {
        switch self {
        case .filler, .panic:
            true
        case .piece(_, let sequence, let offset, let total, let data):
            sequence >= 1 && !data.isEmpty && data.count <= area - 1 - Self.pieceOverhead
                && (Entry.bodyOffset...Entry.lengthLimit).contains(Int(total))
                && Int(offset) + data.count <= Int(total)
        }
    }
}
