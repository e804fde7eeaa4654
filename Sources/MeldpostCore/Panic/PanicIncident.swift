/// A panic, from its first press to its reset.
public struct PanicIncident: Hashable, Sendable {
    /// Its name.
    public let id: IncidentID
    /// Whether it is a test of the button; it never changes.
    public let isTest: Bool
    /// How many presses it had.
    public internal(set) var presses: UInt32
    /// When it was pressed first, or when it was found in the journal.
    public let since: Instant
    /// How far it has come.
    public internal(set) var facts: PanicFacts
    /// How far the numbers of signals go on after a restart: a press just before it may have been
    /// signalled with a number that did not reach the journal, and what is said last must count.
    static let counterJump: UInt32 = 1_000

    /// The number of the newest signal: a press makes a new one, a repetition does not.
    var counter: UInt32
    /// The number of the newest signal that the inbox signed for.
    var receiptedCounter: UInt32

    init(id: IncidentID, isTest: Bool, at now: Instant) {
        self.id = id
        self.isTest = isTest
        since = now
        presses = 1
        facts = PanicFacts()
        counter = 1
        receiptedCounter = 0
    }

    /// Continues an incident that the journal remembers.
    init(_ latched: LatchedIncident, at now: Instant) {
        id = latched.incident
        isTest = latched.isTest
        presses = latched.presses
        since = now
        facts = PanicFacts()
        facts.isStored = latched.isStored
        // What reached the centre has left the box; what was accepted at the desk need not have.
        facts.hasLeftTheBox = latched.hasReachedCentre
        facts.hasReachedCentre = latched.hasReachedCentre
        facts.isAccepted = latched.isAccepted
        counter = latched.counter &+ Self.counterJump
        // Unless the centre has it and a person too, it is signalled again.
        receiptedCounter = latched.hasReachedCentre && latched.isAccepted ? counter : 0
    }

    /// The incident as the journal remembers it.
    var latched: LatchedIncident {
        LatchedIncident(
            incident: id,
            counter: counter,
            presses: presses,
            isTest: isTest,
            isStored: facts.isStored,
            hasReachedCentre: facts.hasReachedCentre,
            isAccepted: facts.isAccepted
        )
    }

    /// The signal that says so.
    var notice: PanicNotice {
        PanicNotice(incident: id, counter: counter, state: .pressed, isTest: isTest)
    }

    /// Whether the newest signal has not reached the centre.
    var isUnsent: Bool { receiptedCounter < counter }

    /// Whether it is an alarm of which the centre does not know.
    ///
    /// A test calls nobody.
    var isUndelivered: Bool {
        !isTest && !facts.hasReachedCentre && !facts.isAccepted
    }

    /// Whether the signal is repeated until a person accepts: an alarm is, a test is not.
    var isRepeated: Bool { !isTest && !facts.isAccepted }
}
