/// Something that happened at a panel of contacts: behind a serial line, or on lines of the board.
public enum WiredPanelEvent: Hashable, Sendable {
    /// A key went down.
    case keyPressed(Key)
    /// A key went up.
    case keyReleased(Key)
    /// The handset was lifted or hung up.
    case handsetMoved(isLifted: Bool)
    /// A key of the desk keypad went down.
    case deskKeyPressed(Key)
    /// Something was pressed at the desk keypad that is no key: several at once, or a letter.
    case deskKeyRefused
    /// The handset of the desk was lifted or hung up.
    case deskHandsetMoved(isLifted: Bool)
    /// How the panic button stands, and how many presses are new.
    case panicReported(PressReport)
    /// The worker's key switch asked to reset the incident.
    case resetRequested
    /// The worker's key switch turned the test of the button on or off.
    case panicTestTurned(isOn: Bool)
    /// A telephone line rings or does not.
    case lineRings(TelephoneLine, Bool)
    /// A telephone line was picked up or hung up.
    case lineOffHook(TelephoneLine, Bool)
    /// Something lasting about panel or lines came up or went away.
    case conditionChanged(Condition, isRaised: Bool)

    /// The stimulus of the station, or nothing where the station has nothing to decide.
    ///
    /// A key that goes up decides nothing.
    public var stimulus: Stimulus? {
        switch self {
        case .keyPressed(let key): .keyPressed(key)
        case .handsetMoved(let isLifted): .handsetMoved(isLifted: isLifted)
        case .deskKeyPressed(let key): .deskKeyPressed(key)
        case .deskKeyRefused: .deskKeyRefused
        case .deskHandsetMoved(let isLifted): .deskHandsetMoved(isLifted: isLifted)
        case .panicReported(let report): .panicReported(report)
        case .resetRequested: .resetRequested
        case .panicTestTurned(let isOn): .panicTestTurned(isOn: isOn)
        case .conditionChanged(let condition, let isRaised):
            .conditionChanged(condition, isRaised: isRaised)
        case .lineRings(let line, let isOn): .lineRings(line, isOn)
        case .lineOffHook(let line, let isOn): .lineOffHook(line, isOn)
        case .keyReleased: nil
        }
    }

    /// Whether it has to do with the panic button, and never waits behind keys.
    public var isUrgent: Bool {
        switch self {
        case .panicReported, .resetRequested, .panicTestTurned, .conditionChanged: true
        case .keyPressed, .keyReleased, .handsetMoved, .deskKeyPressed, .deskKeyRefused,
            .deskHandsetMoved, .lineRings, .lineOffHook:
            false
        }
    }
}
