import MeldpostCore

/// What the watchers of a world keep in mind.
struct Oracle {
    /// Entries of which a visitor heard that they are stored.
    var heardStored: [UInt64: EntryReference] = [:]
    /// Tickets of this run that are on disk.
    var storedTickets: [UInt64: EntryReference] = [:]
    /// The first deadline of each clock, and the true time of its receipt.
    var terms: [EntryReference: Receipt] = [:]
    /// Whether each incident is a test.
    var incidents: [IncidentID: Bool] = [:]

    var poweredSince: Int64 = 0
    var lastReset: Int64 = 0
    /// Since when nothing stands in the way of a signal, as far as the world knows.
    var pathSoundSince: Int64 = 0
    var isTestOn = false
    var testOnAt: Int64 = 0
    var journalOpenedAt: Int64 = -1
    var isAlarmLatched = false
    /// How many answers the draft has that was last asked to be kept.
    var draftAnswers = 0
    /// How many answers were last asked to be kept in this visit, whatever the disk does.
    var askedAnswers = 0
    /// The same of a visit before, whose record may still be on its way to the disk: until it is
    /// there its draft stays, and no later visit has one.
    var askedBefore = 0
    /// When the handset was last hung up; nothing while it is lifted.
    var leftAt: Int64? = 0
    /// Whether the power was cut long after the last visit was over.
    var wasLeftLong = false

    /// The calls that a station knew, by their names.
    var calls: [CallID: SeenCall] = [:]
    /// When the disk could last not remember a call.
    var callsUnkeptAt: Int64 = -1
    /// The ticket of the last log of a call.
    var lastLog: UInt64?

    struct SeenCall {
        var line: TelephoneLine
        var at: Int64
        var isExcused = false
    }

    struct Receipt {
        var at: Int64
        var deadline: [LegalTerm: UnixTime]
    }
}
