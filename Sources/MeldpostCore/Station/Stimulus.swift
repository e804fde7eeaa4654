/// Something that happened and that the station must decide about.
public enum Stimulus: Hashable, Sendable {
    // The panel.
    /// A key went down, once (bounce, repetition and rate are the panel's matter).
    case keyPressed(Key)
    /// The handset was lifted or hung up.
    case handsetMoved(isLifted: Bool)
    /// The two contacts of the panic button were read.
    case panicContactsRead(PanicContacts)
    /// A panel that debounces the panic button itself told how it stands.
    case panicReported(PressReport)
    /// The worker's key switch asked to reset the incident.
    case resetRequested
    /// The worker's key switch turned the test of the button on or off.
    case panicTestTurned(isOn: Bool)
    /// The voice came to the end of the utterance of this number; one that was hushed or replaced
    /// never does.
    case utteranceFinished(number: UInt64)
    /// A key of the desk keypad went down, once.
    case deskKeyPressed(Key)
    /// Something was pressed at the desk keypad that is no key: several at once, or a letter.
    case deskKeyRefused
    /// The handset of the desk was lifted or hung up.
    case deskHandsetMoved(isLifted: Bool)
    /// A telephone line rings or does not.
    case lineRings(TelephoneLine, Bool)
    /// The receiver of a telephone line is up or down.
    case lineOffHook(TelephoneLine, Bool)

    // The verifier.
    /// A PIN was compared.
    case pinChecked(number: UInt64, PINVerdict)
    /// A verifier was made of a PIN, or could not be.
    case verifierMade(number: UInt64, PINVerifier?)

    // The technician.
    /// A self-test is wanted.
    case selfTestWanted(SelfTestOrder)
    /// The technician answered the self-test.
    case selfTestAnswered(SelfTestAnswer)
    /// The technician who wanted the self-test has gone.
    case selfTestStopped
    /// The disk was looked at for the self-test.
    case diskProbed(DiskFacts)

    // The clock.
    /// The wall clock was read; the loop does so at start and when it has moved against the
    /// monotonic clock.
    case wallClockRead(UnixTime)
    /// The centre confirmed the time, in answer to a nonce, in time.
    case timeConfirmed(UnixTime)

    // The journal.
    /// The journal is open.
    case journalOpened(StationMemory)
    /// The journal could not be opened.
    case journalFailed(StoreFault)
    /// An entry is on disk.
    case stored(ticket: UInt64, WaitingEntry)
    /// An entry could not be stored.
    case storeFailed(ticket: UInt64, StoreFault)
    /// Rows of the journal were found to be damaged and set apart.
    case entriesQuarantined(count: Int)
    /// The row of an entry that waits was found to be damaged when it was to be sent, and was set
    /// apart: it cannot be sent, and its terms go on.
    case entryQuarantined(EntryReference)

    // The courier and the centre.
    /// The courier is connected to the station.
    case courierAttached
    /// The courier said whom it talks with.
    case courierIdentified(CourierIdentity)
    /// The courier has gone.
    case courierDetached
    /// The courier gave a cell to the network: it has left the box.
    case exchangeSent(number: UInt64)
    /// The inbox answered a cell.
    case exchangeAnswered(number: UInt64, Progress)
    /// A cell was not answered.
    case exchangeFailed(number: UInt64, CourierFault)
    /// The inbox signed for an entry.
    case receiptReceived(EntryReference)
    /// The inbox signed for a panic signal.
    case panicReceiptReceived(IncidentID, counter: UInt32)
    /// A person's key opened an entry; the proof in the statement was checked against the header.
    case opened(EntryReference)
    /// A person at the centre accepted a panic incident.
    case panicAccepted(IncidentID)
    /// A term was closed by a worker's step at the centre.
    case clockClosed(EntryReference, LegalTerm)
    /// A key list was installed: intake is possible for these islands and chapters.
    case recipientsInstalled([RecipientScope])
    /// A newer key list took the place of the one before: that is recorded.
    case keyListChanged(number: UInt64)

    /// A lasting condition outside the machine came up or went away.
    case conditionChanged(Condition, isRaised: Bool)
}

/// The two contacts of the panic button: one opens, the other closes when it is pressed.
public struct PanicContacts: Hashable, Sendable {
    /// Whether the normally-closed contact conducts.
    public var normallyClosedConducts: Bool
    /// Whether the normally-open contact conducts.
    public var normallyOpenConducts: Bool

    /// Makes a reading of the two contacts.
    public init(normallyClosedConducts: Bool, normallyOpenConducts: Bool) {
        self.normallyClosedConducts = normallyClosedConducts
        self.normallyOpenConducts = normallyOpenConducts
    }

    /// The button is up.
    public static let released = PanicContacts(
        normallyClosedConducts: true,
        normallyOpenConducts: false
    )

    /// The button is down.
    public static let pressed = PanicContacts(
        normallyClosedConducts: false,
        normallyOpenConducts: true
    )
}

/// A set of recipients: for whom a record can be sealed.
public struct RecipientScope: Hashable, Sendable {
    /// The island.
    public var island: Island
    /// The chapter.
    public var chapter: Chapter

    /// Makes the scope of `island` and `chapter`.
    public init(island: Island, chapter: Chapter) {
        self.island = island
        self.chapter = chapter
    }
}

/// How far the inbox has come with the entry that is being sent.
public struct Progress: Hashable, Sendable {
    /// The entry of which the inbox expects more, or nothing after a cell without a piece.
    public var entry: EntryReference?
    /// The offset at which it expects the next piece; the length of the entry when it is complete.
    public var offset: UInt32

    /// Makes a progress.
    public init(entry: EntryReference?, offset: UInt32) {
        self.entry = entry
        self.offset = offset
    }
}

/// Why the journal did not do what was asked.
public enum StoreFault: UInt8, Hashable, Sendable, CaseIterable {
    /// The disk is full.
    case diskFull = 1
    /// The disk gave an error.
    case inputOutput
    /// The disk is read-only.
    case readOnly
    /// The journal is damaged, or is not one.
    case damaged
    /// The journal was written by a newer version.
    case fromTheFuture
    /// There is no set of recipients for the island and chapter.
    case noRecipients
    /// Anything else.
    case other
}

/// Why a cell was not answered.
public enum CourierFault: UInt8, Hashable, Sendable, CaseIterable {
    /// The courier is not connected to the station.
    case absent = 1
    /// The name of the centre could not be resolved.
    case nameNotResolved
    /// No connection could be made.
    case notConnected
    /// The certificate of the centre was refused.
    case certificateRefused
    /// The centre refused our certificate, or TLS failed otherwise.
    case tlsFailed
    /// The answer was not what the exchange specifies.
    case answerRefused
    /// The answer was signed, but not for this cell, or by another key.
    case answerNotGenuine
    /// No answer came in time.
    case timedOut
    /// The connection broke before the answer.
    case connectionLost
}
