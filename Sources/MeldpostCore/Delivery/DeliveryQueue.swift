/// Which cell leaves on the pace lane, and when (DESIGN 11).
///
/// - At every slot of the grid one exchange, with a piece of an entry or with filler: when, does not
///   depend on what is queued (P9). The slot is the retry of ordinary entries.
/// - A slot without an answered exchange is owed, and made up at sixteen exchanges a slot once the
///   path is there again, whatever is queued. The owed count is saved at most once an hour, and when
///   the courier leaves; a power cut may forget up to an hour of it, and with it pace, not entries.
/// - Panic and urgent entries leave at once, as consecutive cells, and are retried by
///   ``RetryDelays`` between the slots: the stated exception of P9.
/// - A receipt ends the sending; only *opened* erases (P5).
struct DeliveryQueue: Sendable {
    /// How often the owed count is saved at most.
    static let savePeriod: Duration = .seconds(3_600)
    /// How often it is saved at most when the courier leaves.
    static let detachedSavePeriod: Duration = .seconds(60)

    /// Why a cell was sent.
    enum Reason: Hashable, Sendable {
        /// It was the slot's own.
        case slot
        /// It made up an owed slot.
        case owed
        /// An entry leaves at once.
        case urgent
    }

    private struct Purpose: Hashable, Sendable {
        var reason: Reason
        var piece: EntryReference?
    }

    private(set) var outbox = Outbox()
    /// How many exchanges are owed.
    private(set) var owed: UInt64 = 0

    private let grid: SlotGrid
    private var lastTick: Int64 = -1
    private var isCourierAttached = false
    /// Whether the last exchange was answered: only then owed slots are made up.
    private var isPathUp = false
    private var underWay: CellUnderWay<Purpose>?
    private var urgentPause: Instant = .start
    private var delays: RetryDelays
    private var savedOwed: UInt64 = 0
    private var lastSave: Instant = .start
    private var isJournalOpen = false

    /// Makes an empty queue; equal seeds make equal times.
    init(slot: Duration, seed: UInt64) {
        var random = StationRandom(seed: seed, stream: 3)
        grid = SlotGrid(slot: slot, seed: random.next())
        delays = RetryDelays(random: StationRandom(seed: seed, stream: 4))
    }

    /// The journal is open.
    mutating func openJournal(_ memory: StationMemory, isFirst: Bool) {
        isJournalOpen = true
        if isFirst {
            owed += memory.owedSlots
        }
        savedOwed = memory.owedSlots
        for entry in memory.waiting {
            outbox.add(entry)
        }
    }

    /// The journal is closed.
    mutating func closeJournal() {
        isJournalOpen = false
    }

    /// An entry is on disk.
    mutating func add(_ entry: WaitingEntry, at now: Instant) {
        outbox.add(entry)
        if entry.urgency.leavesAtOnce, delays.isFresh {
            urgentPause = now
        }
    }

    /// The courier is connected to the station.
    mutating func attachCourier(at now: Instant) {
        isCourierAttached = true
        urgentPause = now
    }

    /// The courier has gone: what was under way will not be answered.
    mutating func detachCourier(at now: Instant) -> [Effect] {
        if let underWay {
            fail(underWay.number, at: now)
        }
        isCourierAttached = false
        isPathUp = false
        return saveOwed(at: now, period: Self.detachedSavePeriod)
    }

    /// The inbox answered a cell; whether it was the one under way.
    mutating func answer(_ number: UInt64, _ progress: Progress, at now: Instant) -> Bool {
        guard let answered = underWay, answered.number == number else { return false }
        underWay = nil
        isPathUp = true
        delays.succeed()
        urgentPause = now
        if answered.purpose.reason == .owed, owed > 0 {
            owed -= 1
        }
        outbox.noteAnswer(to: answered.purpose.piece, progress: progress)
        return true
    }

    /// A cell was not answered; whether it was the one under way.
    @discardableResult
    mutating func fail(_ number: UInt64, at now: Instant) -> Bool {
        guard let failed = underWay, failed.number == number else { return false }
        underWay = nil
        isPathUp = false
        urgentPause = now + delays.fail()
        if failed.purpose.reason == .slot {
            owed += 1
        }
        return true
    }

    /// The inbox signed for an entry.
    mutating func receipt(_ reference: EntryReference) -> [Effect] {
        outbox.receipt(reference) ? [.markReceipted(reference)] : []
    }

    /// A person's key opened an entry.
    mutating func opened(_ reference: EntryReference) -> [Effect] {
        outbox.remove(reference) ? [.eraseBody(reference)] : []
    }

    /// The row of an entry was found to be damaged and set apart: it cannot be sent.
    mutating func quarantine(_ reference: EntryReference) {
        _ = outbox.remove(reference)
    }

    /// Whether the cell under way is overdue; it is to be failed then.
    func overdueNumber(at now: Instant) -> UInt64? {
        guard let underWay, !(now < underWay.deadline) else { return nil }
        return underWay.number
    }

    /// What is to be done now.
    mutating func proceed(at now: Instant, numbers: inout OrderNumbers) -> [Effect] {
        var effects: [Effect] = []
        let tick = grid.lastTick(at: now)
        if tick > lastTick {
            takeTick(tick, at: now, numbers: &numbers, effects: &effects)
        }
        if isCourierAttached, underWay == nil, !(now < urgentPause),
            let (reference, offset) = outbox.next(leavingAtOnce: true)
        {
            let load = CellLoad.piece(reference, offset: offset)
            effects.append(order(load, .urgent, reference, at: now, numbers: &numbers))
        }
        if owed != savedOwed {
            effects += saveOwed(at: now, period: Self.savePeriod)
        }
        return effects
    }

    /// When time alone makes the next change.
    mutating func nextDeadline() -> Instant {
        let isMakingUp = owed > 0 && isPathUp && isCourierAttached
        let slot = SlotGrid.firstTick(of: SlotGrid.slot(of: lastTick) + 1)
        var next = grid.instant(of: isMakingUp ? lastTick + 1 : slot)
        if let underWay {
            next = min(next, underWay.deadline)
        } else if isCourierAttached, outbox.next(leavingAtOnce: true) != nil {
            next = min(next, urgentPause)
        }
        if isJournalOpen, owed != savedOwed {
            next = min(next, lastSave + Self.savePeriod)
        }
        return next
    }

    /// The grid has come to `tick`: every slot since the last one was missed but its own.
    private mutating func takeTick(
        _ tick: Int64,
        at now: Instant,
        numbers: inout OrderNumbers,
        effects: inout [Effect]
    ) {
        let slots = SlotGrid.slot(of: tick) - SlotGrid.slot(of: lastTick)
        lastTick = tick
        let canSend = isCourierAttached && underWay == nil
        if slots > 0 {
            owed += UInt64(canSend ? slots - 1 : slots)
        }
        let reason: Reason = slots > 0 ? .slot : .owed
        guard canSend, reason == .slot || (owed > 0 && isPathUp) else { return }
        if let (reference, offset) = outbox.next(leavingAtOnce: false) {
            let load = CellLoad.piece(reference, offset: offset)
            effects.append(order(load, reason, reference, at: now, numbers: &numbers))
        } else {
            effects.append(order(.filler, reason, nil, at: now, numbers: &numbers))
        }
    }

    private mutating func order(
        _ load: CellLoad,
        _ reason: Reason,
        _ piece: EntryReference?,
        at now: Instant,
        numbers: inout OrderNumbers
    ) -> Effect {
        let number = numbers.next()
        let purpose = Purpose(reason: reason, piece: piece)
        underWay = CellUnderWay(number: number, sentAt: now, purpose: purpose)
        return .exchange(ExchangeOrder(number: number, lane: .pace, load: load))
    }

    private mutating func saveOwed(at now: Instant, period: Duration) -> [Effect] {
        guard isJournalOpen, owed != savedOwed, !(now < lastSave + period) else { return [] }
        lastSave = now
        savedOwed = owed
        return [.saveOwedSlots(owed)]
    }
}
