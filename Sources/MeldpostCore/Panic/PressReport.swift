/// What a panel that debounces the panic button by itself tells of it.
///
/// Such a panel counts presses and repeats the count until it is heard, so that a press outlives a
/// line that was cut and a station that slept; its levels alone would not.
public struct PressReport: Hashable, Sendable {
    /// Names the report in ``Effect/confirmPresses(heard:kept:)``; it grows.
    public var number: UInt64
    /// How many presses are new in it.
    public var presses: UInt16
    /// The contacts as they stand.
    public var contacts: PanicContacts
    /// Whether the panel found a wire cut or shorted.
    public var hasWireFault: Bool
    /// Contacts that were closed too short to be a press, since the station started.
    public var glitches: UInt32

    /// Makes a report.
    public init(
        number: UInt64,
        presses: UInt16,
        contacts: PanicContacts,
        hasWireFault: Bool,
        glitches: UInt32 = 0
    ) {
        self.number = number
        self.presses = presses
        self.contacts = contacts
        self.hasWireFault = hasWireFault
        self.glitches = glitches
    }
}
