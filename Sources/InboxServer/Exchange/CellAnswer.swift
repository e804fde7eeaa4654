internal import MeldpostCore
internal import RecordFormat

/// What was decided about a cell, before it is signed into a down cell.
struct CellAnswer: Hashable, Sendable {
    /// What was done with the cell.
    var verdict = DownCell.Verdict.accepted
    /// How far the inbox has come with the entry of which the cell had a piece.
    var progress = Progress(entry: nil, offset: 0)
    /// A whole statement outside the numbered stream: the answer to a panic signal.
    var immediate: [UInt8]?
    /// An entry that is here already, and whose receipt the station has missed.
    var repeated: EntryRow?
    /// What is worth a line in the log.
    var events: [CellEvent] = []
}

/// Something that a cell brought about, for the log: a kind and no content.
enum CellEvent: String, Hashable, Sendable {
    case entryStored = "entry-stored"
    case entryRepeated = "entry-repeated"
    case panicSignal = "panic-signal"
    case testSignal = "test-signal"
    case conditionRaised = "condition-raised"
}
