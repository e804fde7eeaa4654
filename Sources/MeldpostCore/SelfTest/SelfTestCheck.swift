/// One thing that a self-test looks at.
public enum SelfTestCheck: Hashable, Sendable {
    /// A key of the kiosk.
    case key(Key)
    /// The handset of the kiosk is lifted.
    case handsetUp
    /// The handset of the kiosk is hung up.
    case handsetDown
    /// A key of the desk keypad.
    case deskKey(Key)
    /// The handset of the desk is lifted.
    case deskHandsetUp
    /// The handset of the desk is hung up.
    case deskHandsetDown
    /// A lamp.
    case lamp(Lamp)
    /// The tone of the panel.
    case buzzer
    /// The panic relay: it moves only where the technician says so.
    case relay
    /// The sound card and the sounds, as the station knows them.
    case sound
    /// The tone of the voice.
    case tone
    /// The voice.
    case speech
    /// The sound card of the desk, as the station knows it.
    case deskSound
    /// The tone of the voice at the desk.
    case deskTone
    /// The voice at the desk.
    case deskSpeech
    /// The supervised wire of the panic button.
    case panicWire
    /// A press of the panic button in test mode.
    case panicPress
    /// The inputs of the telephone lines, as the station knows them.
    case lineInputs
    /// A telephone line rings.
    case ring(TelephoneLine)
    /// The receiver of a telephone line is lifted.
    case receiver(TelephoneLine)
    /// The panel controller and the line to it.
    case panel
    /// The courier, the centre and the age of the last answer.
    case courier
    /// The certificate that the courier shows to the centre.
    case certificate
    /// Where the time comes from, when it was confirmed, and how wrong the clock of the box is.
    case clock
    /// The room on the disk, and the room kept for panic records.
    case diskSpace
    /// Errors, write protection and wear of the disk.
    case diskHealth
    /// The journal, as it was checked when it was opened.
    case journal
    /// How long a write takes until it is on the disk.
    case writes

    /// The keys in the order in which they lie on the keypad, row by row.
    static let keyOrder: [Key] = [
        .one, .two, .three, .four, .five, .six, .seven, .eight, .nine, .star, .zero, .square,
    ]

    /// Whether somebody must be at the box: to press, to look, to listen.
    public var needsPerson: Bool {
        switch self {
        case .key, .handsetUp, .handsetDown, .deskKey, .deskHandsetUp, .deskHandsetDown, .lamp,
            .buzzer, .relay, .tone, .speech, .deskTone, .deskSpeech, .panicPress, .ring, .receiver:
            true
        case .sound, .deskSound, .panicWire, .lineInputs, .panel, .courier, .certificate, .clock,
            .diskSpace,
            .diskHealth, .journal, .writes:
            false
        }
    }

    /// The line that it waits for, if it waits for one.
    var line: TelephoneLine? {
        switch self {
        case .ring(let line), .receiver(let line): line
        default: nil
        }
    }

    /// Whether the disk is to be looked at before anything can be said.
    var needsProbe: Bool { self == .diskSpace || self == .diskHealth || self == .writes }

    /// The conditions of the station that make it fail, the worst first.
    var conditions: [Condition] {
        switch self {
        case .sound:
            [
                .voiceUnavailable, .voiceCatalogueMissing, .voiceCatalogueOutdated,
                .voiceCatalogueIncomplete, .voiceCatalogueRefused,
            ]
        case .deskSound: [.deskVoiceUnavailable]
        case .panicWire:
            [.panicWireFault, .panicStuck, .panelLinkLost, .panelVersionUnknown]
                + [.chipMissing, .lineUnusable]
        case .lineInputs:
            [.lineRingsOn, .lineOffHook, .lineContradicting, .panelLinkLost]
                + [.panelVersionUnknown, .chipMissing, .lineUnusable]
        case .panel:
            [.panelLinkLost, .panelVersionUnknown, .panelKeyStuck, .deskKeyStuck, .panelFaulty]
                + [.chipMissing, .lineUnusable, .keypadSizeWrong]
        case .courier:
            [
                .courierAbsent, .courierVersionUnknown, .centreNotGenuine, .centreRefused,
                .stationQuarantined, .centreUnreachable,
            ]
        case .clock: [.wallClockWrong, .timeNotConfirmed]
        case .diskSpace: [.diskFull, .diskNearlyFull]
        case .diskHealth: [.diskFailing, .diskReadOnly]
        case .journal: [.journalUnavailable, .journalSetAside, .journalDamagedRows]
        case .key, .handsetUp, .handsetDown, .deskKey, .deskHandsetUp, .deskHandsetDown, .lamp,
            .buzzer, .relay, .tone, .speech, .deskTone, .deskSpeech, .panicPress, .ring, .receiver,
            .certificate, .writes:
            []
        }
    }
}
