public import PanelProtocol

/// The hardware of a panel, as little of it as the logic needs.
///
/// Nothing here waits. A call takes microseconds.
public protocol PanelBoard: ~Copyable {
    /// Drives one of the four rows of the key matrix and lets go of the others.
    mutating func driveRow(_ row: Int)
    /// The columns that conduct to the row that was driven a millisecond ago, a bit each.
    mutating func readColumns() -> UInt8
    /// The contacts beside the keys; read once a millisecond.
    mutating func readContacts() -> PanelContacts
    /// Lights these lamps and no others.
    mutating func light(_ lamps: LitLamps)
    /// Lets the buzzer sound or be silent.
    mutating func sound(_ isOn: Bool)
    /// Closes or opens the panic relay.
    mutating func closeRelay(_ isClosed: Bool)
    /// Tells the watchdog that all is well.
    mutating func kickWatchdog()
    /// The next byte of the line, if one has come.
    mutating func receive() -> UInt8?
    /// Whether the line has room for a byte.
    func canTransmit() -> Bool
    /// Gives a byte to the line, which has room for it.
    mutating func transmit(_ byte: UInt8)
    /// Why the controller started.
    func resetCause() -> ResetCause
    /// A word that survives every reset but the loss of power; there are ``RetainedState/words``, and
    /// after them as many of a copy, or zeros where the board keeps none.
    func retained(_ index: Int) -> UInt32
    /// Writes such a word, and the one of the copy.
    mutating func retain(_ index: Int, _ word: UInt32)
    /// How many bytes of the stack were ever used.
    func stackUsed() -> UInt16
}

/// The contacts of a panel, a bit each: set while the contact conducts.
public struct PanelContacts: OptionSet, Equatable, Sendable {
    /// The bits.
    public let rawValue: UInt16

    /// Makes contacts of their bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The normally-closed contact of the panic button.
    public static let panicClosed = PanelContacts(rawValue: 1 << 0)
    /// The normally-open contact of the panic button.
    public static let panicOpen = PanelContacts(rawValue: 1 << 1)
    /// The cradle: conducts while the handset is lifted.
    public static let handset = PanelContacts(rawValue: 1 << 2)
    /// The worker's key switch at *reset*.
    public static let reset = PanelContacts(rawValue: 1 << 3)
    /// The worker's key switch at *test*.
    public static let test = PanelContacts(rawValue: 1 << 4)
    /// The first line rings.
    public static let firstLineRings = PanelContacts(rawValue: 1 << 5)
    /// The first line is off hook.
    public static let firstLineOffHook = PanelContacts(rawValue: 1 << 6)
    /// The second line rings.
    public static let secondLineRings = PanelContacts(rawValue: 1 << 7)
    /// The second line is off hook.
    public static let secondLineOffHook = PanelContacts(rawValue: 1 << 8)

    /// A panel at rest: the button is up, the handset lies.
    public static let atRest: PanelContacts = .panicClosed
}

/// Lamps, a bit each: set while the lamp is lit.
public struct LitLamps: OptionSet, Equatable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Makes lamps of their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// At the panic button.
    public static let panic = LitLamps(rawValue: 1 << 0)
    /// At the desk.
    public static let desk = LitLamps(rawValue: 1 << 1)
    /// At the kiosk.
    public static let ready = LitLamps(rawValue: 1 << 2)
    /// For the technician.
    public static let fault = LitLamps(rawValue: 1 << 3)
    /// All four.
    public static let all: LitLamps = [.panic, .desk, .ready, .fault]
}
