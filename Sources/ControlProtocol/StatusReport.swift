/// What the station tells the technician: health, and nothing that anybody keyed or said.
///
/// No content type can be in it (P8): every field is a closed list of words, a bucket, a version,
/// a fingerprint, or the fixed words of a condition. There are no exact times, and no counts below
/// five (DESIGN 14, rule 1).
public struct StatusReport: Codable, Hashable, Sendable {
    /// Whether cells reach the centre.
    public enum CourierPath: String, Codable, Hashable, Sendable, CaseIterable {
        /// The courier is not connected to the station.
        case absent
        /// The courier is there, and no answer has come yet.
        case trying
        /// Answers come.
        case working
        /// The courier is there, and the last cells were not answered.
        case failing
    }

    /// How good the time is (DESIGN 10).
    public enum ClockTrust: String, Codable, Hashable, Sendable, CaseIterable {
        /// The centre confirmed it.
        case confirmed
        /// It was confirmed, and has been carried on since the last start.
        case carried
        /// It has never been confirmed.
        case unknown
    }

    /// How the journal is.
    public enum JournalState: String, Codable, Hashable, Sendable, CaseIterable {
        case opening
        case open
        /// An older file could not be used and lies beside it.
        case openAfterSettingAside = "open-after-setting-aside"
        case failed
    }

    /// How the panic button and its wire are.
    public enum PanicState: String, Codable, Hashable, Sendable, CaseIterable {
        case ready
        case latched
        case test
        case stuck
        case wireFault = "wire-fault"
    }

    /// The version of the report.
    public let version: Int

    /// The version of the software.
    public let softwareVersion: String

    /// For how long the station has been running.
    public let uptime: HourBucket

    /// What is wrong, the most urgent first.
    public let conditions: [StatusCondition]

    /// How many entries wait for the centre.
    public let queueDepth: CountBucket

    /// How many rows of the journal were found damaged and set apart.
    public let damagedRows: CountBucket

    /// How many frames and pieces of junk were refused on the line to the panel, since the start.
    ///
    /// Nothing that a person does at the panel makes one: it is noise, or another version.
    public let panelRefusals: CountBucket

    /// How often the panic contacts closed too short to be a press, since the start.
    public let panicGlitches: CountBucket

    /// Whether cells reach the centre.
    public let courierPath: CourierPath

    /// Why the last cell was not answered, in the words of the fault code.
    public let lastCourierFault: String?

    /// How good the time is.
    public let clockTrust: ClockTrust

    /// How the journal is.
    public let journal: JournalState

    /// How the panic button is.
    public let panic: PanicState

    /// Whether a native speaker approved every text.
    public let areTextsApproved: Bool

    /// The version of the texts in use.
    public let textVersion: String

    /// The first bytes of the SHA-256 of the questionnaire in use.
    public let textFingerprint: String

    /// The number of the key list in use, if there is one.
    public let keyListNumber: UInt64?

    /// The keys in use.
    public let keys: [StatusKey]

    /// The version that this code makes and reads.
    public static let version = 1

    /// Makes a report.
    public init(
        softwareVersion: String,
        uptime: HourBucket,
        conditions: [StatusCondition],
        queueDepth: CountBucket,
        damagedRows: CountBucket,
        panelRefusals: CountBucket,
        panicGlitches: CountBucket,
        courierPath: CourierPath,
        lastCourierFault: String?,
        clockTrust: ClockTrust,
        journal: JournalState,
        panic: PanicState,
        areTextsApproved: Bool,
        textVersion: String,
        textFingerprint: String,
        keyListNumber: UInt64?,
        keys: [StatusKey]
    ) {
        version = Self.version
        self.softwareVersion = softwareVersion
        self.uptime = uptime
        self.conditions = conditions
        self.queueDepth = queueDepth
        self.damagedRows = damagedRows
        self.panelRefusals = panelRefusals
        self.panicGlitches = panicGlitches
        self.courierPath = courierPath
        self.lastCourierFault = lastCourierFault
        self.clockTrust = clockTrust
        self.journal = journal
        self.panic = panic
        self.areTextsApproved = areTextsApproved
        self.textVersion = textVersion
        self.textFingerprint = textFingerprint
        self.keyListNumber = keyListNumber
        self.keys = keys
    }

    /// Reads a report.
    public init(decoding bytes: [UInt8]) throws(ControlRefusal) {
        self = try ControlJSON.decode(Self.self, version: Self.version, from: bytes)
    }

    /// The bytes of the report.
    public func encoded() throws(ControlRefusal) -> [UInt8] {
        try ControlJSON.encode(self)
    }
}
