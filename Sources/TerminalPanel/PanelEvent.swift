public import MeldpostCore

/// Something that happened at the panel.
public enum PanelEvent: Hashable, Sendable {
    /// A key went down.
    case keyPressed(Key)
    /// The handset was lifted or hung up.
    case handsetMoved(isLifted: Bool)
    /// A key of the desk keypad went down.
    case deskKeyPressed(Key)
    /// The handset of the desk was lifted or hung up.
    case deskHandsetMoved(isLifted: Bool)
    /// A telephone line rings or does not.
    case lineRings(TelephoneLine, Bool)
    /// The receiver of a telephone line is up or down.
    case lineOffHook(TelephoneLine, Bool)
    /// The two contacts of the panic button were read.
    case panicContactsRead(PanicContacts)
    /// The worker's key switch asked to reset the incident.
    case resetRequested
    /// The worker's key switch turned the test of the button on or off.
    case panicTestTurned(isOn: Bool)
    /// The voice came to the end of the utterance of this number.
    case utteranceFinished(number: UInt64)
    /// Nothing comes in any more: the other end of the input has gone. What is shown still goes
    /// out.
    case inputEnded

    /// The stimulus of the station, or nothing where the station has nothing to decide.
    public var stimulus: Stimulus? {
        switch self {
        case .keyPressed(let key): .keyPressed(key)
        case .handsetMoved(let isLifted): .handsetMoved(isLifted: isLifted)
        case .deskKeyPressed(let key): .deskKeyPressed(key)
        case .deskHandsetMoved(let isLifted): .deskHandsetMoved(isLifted: isLifted)
        case .lineRings(let line, let isOn): .lineRings(line, isOn)
        case .lineOffHook(let line, let isUp): .lineOffHook(line, isUp)
        case .panicContactsRead(let contacts): .panicContactsRead(contacts)
        case .resetRequested: .resetRequested
        case .panicTestTurned(let isOn): .panicTestTurned(isOn: isOn)
        case .utteranceFinished(let number): .utteranceFinished(number: number)
        case .inputEnded: nil
        }
    }
}
