/// A part of the box that the technician can have tested by itself.
///
/// They are tested in this order: first what needs somebody at the box.
public enum SelfTestPart: String, Hashable, Sendable, CaseIterable {
    /// The keys of the kiosk, one by one.
    case keys
    /// The switch below the handset of the kiosk.
    case handset
    /// The keys of the desk, one by one.
    case deskKeys = "desk-keys"
    /// The switch below the handset of the desk.
    case deskHandset = "desk-handset"
    /// The lamps.
    case lamps
    /// The tone of the panel.
    case buzzer
    /// The relay that a panic press closes.
    case relay
    /// The tone and the voice of the kiosk.
    case voice
    /// The tone and the voice of the desk.
    case deskVoice = "desk-voice"
    /// The wire of the panic button, and a press of it.
    case panic
    /// The inputs of the telephone lines.
    case lines
    /// The panel controller and the line to it.
    case panel
    /// The way to the centre.
    case courier
    /// The time of day.
    case clock
    /// The disk and the journal on it.
    case disk
    /// How long the disk takes to write.
    case writes

    /// What is looked at in this part, in its order.
    public var checks: [SelfTestCheck] {
        switch self {
        case .keys: SelfTestCheck.keyOrder.map { .key($0) }
        case .handset: [.handsetUp, .handsetDown]
        case .deskKeys: SelfTestCheck.keyOrder.map { .deskKey($0) }
        case .deskHandset: [.deskHandsetUp, .deskHandsetDown]
        case .lamps: Lamp.allCases.map { .lamp($0) }
        case .buzzer: [.buzzer]
        case .relay: [.relay]
        case .voice: [.sound, .tone, .speech]
        case .deskVoice: [.deskSound, .deskTone, .deskSpeech]
        case .panic: [.panicWire, .panicPress]
        case .lines: [.lineInputs] + TelephoneLine.allCases.flatMap { [.ring($0), .receiver($0)] }
        case .panel: [.panel]
        case .courier: [.courier, .certificate]
        case .clock: [.clock]
        case .disk: [.diskSpace, .diskHealth, .journal]
        case .writes: [.writes]
        }
    }
}
