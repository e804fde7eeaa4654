import MeldpostCore

/// Something that will happen in a world.
enum WorldEvent {
    /// A door tells the station of this run something.
    case stimulus(Stimulus, boot: UInt32)
    /// The journal has done what it was asked.
    case journalAnswers(ticket: UInt64, boot: UInt32)
    /// The inbox's answer comes back.
    case answer(number: UInt64, ModelCentre.Answer, confirmed: UnixTime?, boot: UInt32)
    /// Something from outside.
    case command(WorldCommand)
    /// Somebody at the desk opens an entry.
    case deskOpens(EntryReference)
    /// Somebody at the desk closes a clock.
    case deskCloses(LegalClock)
    /// Somebody at the desk accepts an alarm.
    case deskAccepts(IncidentID)
    /// The lamps and the board are compared with a term that ends.
    case termChecked(EntryReference, LegalTerm)
    /// Whether the box has heard of an acceptance is looked at.
    case acceptanceChecked(IncidentID, acceptedAt: Int64)
    /// What a press must have led to by now is looked at.
    case pressChecked(WorldPress)
}

/// Something that is done to a world from outside.
public enum WorldCommand: Hashable, Sendable {
    case link(isUp: Bool)
    case loss(requestPercent: UInt64, answerPercent: UInt64, latePercent: UInt64)
    case power(isOn: Bool)
    case courier(isAttached: Bool)
    case disk(DiskKind)
    case journal(isOpen: Bool)
    case wallClock(offsetMilliseconds: Int64)
    case contacts(normallyClosed: Bool, normallyOpen: Bool)
    case press(milliseconds: Int64)
    case reset
    case test(isOn: Bool)
    case key(Key)
    case handset(isLifted: Bool)
    case lineRings(TelephoneLine, Bool)
    case lineOffHook(TelephoneLine, Bool)
    /// A call begins on a line, and was over half a minute ago: for the watchers only.
    case callBegins(TelephoneLine)
    case callEnds(TelephoneLine, start: Int64)
    case deskKey(Key)
    case deskHangUp
    case inboxLosesPieces
    case inboxRefusesNext(isRefused: Bool)
    case clocksChecked
    /// Whether somebody is at the desk; what would be done there waits otherwise.
    case desk(isAttended: Bool)

    public enum DiskKind: String, Hashable, Sendable, CaseIterable {
        case sound
        case slow
        case full
        case failing
        case readOnly = "read-only"
    }
}

/// A press, and what was true when it began.
struct WorldPress {
    var boot: UInt32
    var isAlarm: Bool
}
