/// The panic incidents that the inbox knows: the open ones, then the newest of the others.
public struct PanicsPage: Hashable, Sendable, Codable {
    /// The incidents.
    public var incidents: [PanicReport]

    /// Makes a list.
    public init(incidents: [PanicReport]) {
        self.incidents = incidents
    }
}

/// A panic incident: what its signals say together.
public struct PanicReport: Hashable, Sendable, Codable {
    /// The station in hexadecimal digits.
    public var station: String
    /// The island of the station, as a code.
    public var island: String
    /// The incident in hexadecimal digits.
    public var incident: String
    /// What the last signal says, by the number of the state.
    public var state: UInt8
    /// Whether every signal is marked as a test.
    public var isTest: Bool
    /// Whether a person at a desk has accepted the incident.
    public var isAccepted: Bool
    /// How many different signals came.
    public var signalCount: Int
    /// When the first signal came, in milliseconds of Unix time by the clock of the inbox.
    public var firstMilliseconds: Int64
    /// When the last signal came, in milliseconds of Unix time by the clock of the inbox.
    public var lastMilliseconds: Int64

    /// Makes an incident.
    public init(
        station: String,
        island: String,
        incident: String,
        state: UInt8,
        isTest: Bool,
        isAccepted: Bool,
        signalCount: Int,
        firstMilliseconds: Int64,
        lastMilliseconds: Int64
    ) {
        self.station = station
        self.island = island
        self.incident = incident
        self.state = state
        self.isTest = isTest
        self.isAccepted = isAccepted
        self.signalCount = signalCount
        self.firstMilliseconds = firstMilliseconds
        self.lastMilliseconds = lastMilliseconds
    }
}
