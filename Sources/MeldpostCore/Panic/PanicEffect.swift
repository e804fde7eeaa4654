/// Something that the panic machine has decided.
public enum PanicEffect: Hashable, Sendable {
    /// Close or open the panic relay.
    case setRelay(isClosed: Bool)
    /// The presses up to the report `heard` were acted on; those up to the report `kept` would
    /// outlive a crash.
    case confirm(heard: UInt64, kept: UInt64)
    /// Set the lamp at the button.
    case setLamp(LampRhythm)
    /// Make, sign and send a signal, at once.
    case exchange(ExchangeOrder)
    /// Remember this, in place of what was remembered.
    case latch(PanicMemory)
    /// Store a record, and remember the memory as it stands with it, in one commit; the answer is ``PanicInput/recordStored(number:)`` or
    /// ``PanicInput/recordNotStored(number:)``.
    case store(PanicRecord, PanicMemory)
}

/// Something that happened to the panic machine.
public enum PanicInput: Hashable, Sendable {
    /// The contacts were read.
    case contactsRead(PanicContacts)
    /// A panel that debounces by itself told how the button stands.
    case reported(PressReport)
    /// The worker's key switch asked to reset the incident.
    case resetRequested
    /// The worker's key switch turned the test of the button on or off.
    case testTurned(isOn: Bool)
    /// The courier is connected to the station.
    case courierAttached
    /// The courier has gone.
    case courierDetached
    /// A signal was given to the network.
    case sent(number: UInt64)
    /// A signal was answered.
    case answered(number: UInt64)
    /// A signal was not answered.
    case failed(number: UInt64)
    /// The inbox signed for a signal.
    case receipted(IncidentID, counter: UInt32)
    /// A person accepted an incident.
    case accepted(IncidentID)
    /// The journal is open and remembers this.
    case journalOpened(PanicMemory)
    /// The journal is closed.
    case journalClosed
    /// A record is on disk.
    case recordStored(number: UInt64)
    /// A record could not be stored.
    case recordNotStored(number: UInt64)
}
