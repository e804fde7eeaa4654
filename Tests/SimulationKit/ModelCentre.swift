import MeldpostCore

/// The inbox and the desk, as far as the station can tell: they never lie and never forget an entry,
/// but may forget the pieces of one.
struct ModelCentre {
    /// How many bytes of an entry a cell carries.
    static let pieceCapacity: UInt32 = 800
    /// How many statements an answer carries.
    static let statementsPerCell = 3

    struct Panic {
        var isTest: Bool
        var receiptedCounter: UInt32 = 0
        var isAccepted = false
        var isReset = false
    }

    /// What the inbox answers to a cell.
    struct Answer {
        var progress = Progress(entry: nil, offset: 0)
        var stimuli: [Stimulus] = []
        /// How far the numbered statements go that the answer carries.
        var cursor: Int
    }

    private(set) var complete: Set<EntryReference> = []
    private(set) var panics: [IncidentID: Panic] = [:]
    private(set) var opened: Set<EntryReference> = []
    private(set) var closed: Set<LegalClock> = []
    private(set) var statements: [Stimulus] = []
    /// An entry that the inbox refuses for a while.
    var refused: EntryReference?

    private var partial: [EntryReference: UInt32] = [:]

    /// The inbox forgets the pieces of entries that are not complete.
    mutating func losePieces() {
        partial = [:]
    }

    /// Takes a cell; `length` is the length of the entry of which it carries a piece.
    mutating func take(_ load: CellLoad, length: UInt32, cursor: Int) -> Answer {
        var answer = Answer(cursor: cursor)
        switch load {
        case .filler:
            break
        case .piece(let reference, let offset):
            answer.progress = takePiece(of: reference, at: offset, length: length)
        case .panic(let notice):
            answer.stimuli = takeSignal(notice)
            return answer
        }
        let end = min(statements.count, cursor + Self.statementsPerCell)
        if cursor < end {
            answer.stimuli += statements[cursor..<end]
            answer.cursor = end
        }
        return answer
    }

    mutating func open(_ reference: EntryReference) {
        guard complete.contains(reference), opened.insert(reference).inserted else { return }
        statements.append(.opened(reference))
    }

    mutating func close(_ clock: LegalClock) {
        closed.insert(clock)
        statements.append(.clockClosed(clock.entry, clock.term))
    }

    mutating func accept(_ incident: IncidentID) {
        panics[incident]?.isAccepted = true
    }

    private mutating func takePiece(
        of reference: EntryReference,
        at offset: UInt32,
        length: UInt32
    ) -> Progress {
        guard reference != refused else {
            partial[reference] = nil
            return Progress(entry: nil, offset: 0)
        }
        guard !complete.contains(reference) else {
            // The same entry again: the same receipt again.
            statements.append(.receiptReceived(reference))
            return Progress(entry: reference, offset: length)
        }
        var expected = partial[reference] ?? 0
        if offset == expected {
            expected = min(length, expected + Self.pieceCapacity)
        }
        partial[reference] = expected
        if expected == length {
            partial[reference] = nil
            complete.insert(reference)
            statements.append(.receiptReceived(reference))
        }
        return Progress(entry: reference, offset: expected)
    }

    private mutating func takeSignal(_ notice: PanicNotice) -> [Stimulus] {
        var panic = panics[notice.incident] ?? Panic(isTest: notice.isTest)
        panic.receiptedCounter = max(panic.receiptedCounter, notice.counter)
        panic.isReset = panic.isReset || notice.state == .reset
        panics[notice.incident] = panic
        var stimuli: [Stimulus] = [
            .panicReceiptReceived(notice.incident, counter: notice.counter)
        ]
        if panic.isAccepted {
            stimuli.append(.panicAccepted(notice.incident))
        }
        return stimuli
    }
}
