/// A cell that was ordered and not answered yet; each lane has at most one.
struct CellUnderWay<Purpose: Hashable & Sendable>: Hashable, Sendable {
    /// The number of its order: an answer with another number has outlived its order.
    var number: UInt64
    /// When it counts as failed.
    var deadline: Instant
    /// What it was for.
    var purpose: Purpose

    init(number: UInt64, sentAt now: Instant, purpose: Purpose) {
        self.number = number
        deadline = now + ExchangeTimes.patience
        self.purpose = purpose
    }
}
