/// What the technician reads of a check.
extension SelfTestCheck {
    /// Whether what is waited for is within reach of whoever reads the question.
    var isNear: Bool {
        switch self {
        case .key, .handsetUp, .handsetDown, .deskKey, .deskHandsetUp, .deskHandsetDown: true
        default: false
        }
    }

    /// The check as it stands in a report for machines.
    public var code: String {
        switch self {
        case .key(let key): "keys.\(key.name)"
        case .handsetUp: "handset.up"
        case .handsetDown: "handset.down"
        case .deskKey(let key): "desk-keys.\(key.name)"
        case .deskHandsetUp: "desk-handset.up"
        case .deskHandsetDown: "desk-handset.down"
        case .lamp(let lamp): "lamps.\(lamp.name)"
        case .buzzer: "buzzer"
        case .relay: "relay"
        case .sound: "voice.state"
        case .tone: "voice.tone"
        case .speech: "voice.speech"
        case .deskSound: "desk-voice.state"
        case .deskTone: "desk-voice.tone"
        case .deskSpeech: "desk-voice.speech"
        case .panicWire: "panic.wire"
        case .panicPress: "panic.press"
        case .lineInputs: "lines.state"
        case .ring(let line): "lines.\(line.rawValue).ring"
        case .receiver(let line): "lines.\(line.rawValue).receiver"
        case .panel: "panel"
        case .courier: "courier"
        case .certificate: "courier.certificate"
        case .clock: "clock"
        case .diskSpace: "disk.space"
        case .diskHealth: "disk.health"
        case .journal: "disk.journal"
        case .writes: "writes"
        }
    }

    /// What it looks at.
    public var name: String {
        switch self {
        case .key(let key): "Key \(key.name)"
        case .handsetUp: "Handset lifted"
        case .handsetDown: "Handset hung up"
        case .deskKey(let key): "Desk key \(key.name)"
        case .deskHandsetUp: "Desk handset lifted"
        case .deskHandsetDown: "Desk handset hung up"
        case .lamp(let lamp): "Lamp \(lamp.name)"
        case .buzzer: "Buzzer"
        case .relay: "Relay"
        case .sound: "Sound"
        case .tone: "Tone"
        case .speech: "Voice"
        case .deskSound: "Desk sound"
        case .deskTone: "Desk tone"
        case .deskSpeech: "Desk voice"
        case .panicWire: "Panic wire"
        case .panicPress: "Panic press"
        case .lineInputs: "Line inputs"
        case .ring(let line): "Line \(line.rawValue) rings"
        case .receiver(let line): "Line \(line.rawValue) receiver"
        case .panel: "Panel"
        case .courier: "Centre"
        case .certificate: "Certificate"
        case .clock: "Clock"
        case .diskSpace: "Disk space"
        case .diskHealth: "Disk health"
        case .journal: "Journal"
        case .writes: "Disk writes"
        }
    }

    /// What the technician is asked to do, or to say.
    public var request: String {
        switch self {
        case .key(let key): "Press \(key.name) on the kiosk."
        case .handsetUp: "Lift the handset of the kiosk."
        case .handsetDown: "Hang the handset up."
        case .deskKey(let key): "Press \(key.name) at the desk."
        case .deskHandsetUp: "Lift the handset of the desk."
        case .deskHandsetDown: "Hang the handset of the desk up."
        case .lamp(let lamp): "Does the lamp \(lamp.name) flash fast?"
        case .buzzer: "Did the panel give a tone?"
        case .relay: "Did the relay close and open again?"
        case .tone: "Was a tone heard?"
        case .speech: "Was the voice heard, in words that can be understood?"
        case .deskTone: "Was a tone heard at the desk?"
        case .deskSpeech: "Was the voice heard at the desk, in words that can be understood?"
        case .panicPress:
            "Press the panic button once. It is in test mode for 30 seconds: this press is no alarm, "
                + "the next one is."
        case .ring(let line):
            "Call line \(line.rawValue) of the hotline, and let it ring. The call is logged as any other."
        case .receiver(let line): "Lift the receiver of line \(line.rawValue)."
        case .sound, .deskSound, .panicWire, .lineInputs, .panel, .courier, .certificate, .clock,
            .diskSpace, .diskHealth, .journal, .writes:
            ""
        }
    }

    /// What to do where it fails.
    var whatToDo: String {
        switch self {
        case .key: "Look at the keypad and its cable, and try again with --only keys."
        case .handsetUp, .handsetDown: "Look at the switch below the handset and at its cable."
        case .deskKey: "Look at the desk keypad and its cable, and try again with --only desk-keys."
        case .deskHandsetUp, .deskHandsetDown:
            "Look at the switch below the handset of the desk and at its cable."
        case .lamp: "Look at the lamp and its cable."
        case .buzzer: "Look at the buzzer of the panel and its cable."
        case .relay: "Look at the relay, its supply and its cable."
        case .tone, .speech: "Look at the loudspeaker, the sound card and voice.volume_percent."
        case .deskTone, .deskSpeech:
            "Look at the headset, the sound card of the desk and voice.desk_volume_percent."
        case .panicPress: "Look at the button and its wire. Until it works use the telephone."
        case .ring, .receiver: "Look at the line interface and its wires."
        case .certificate: "Ask the centre for a new certificate, and install it before that day."
        case .writes: "Replace the disk soon: it has become slow."
        case .diskSpace: "Make room on the disk."
        case .diskHealth: "Replace the disk soon."
        case .sound, .deskSound, .panicWire, .lineInputs, .panel, .courier, .clock, .journal:
            "See meldpostctl status."
        }
    }
}

extension Key {
    /// What is printed on the key.
    var name: String {
        switch self {
        case .star: "*"
        case .square: "#"
        default: "\(rawValue)"
        }
    }
}

extension Lamp {
    /// The name of the lamp.
    fileprivate var name: String {
        switch self {
        case .panic: "panic"
        case .desk: "desk"
        case .ready: "ready"
        case .fault: "fault"
        }
    }
}

extension SelfTestEnd {
    /// Why the self-test is over, as sentences.
    public var words: String {
        switch self {
        case .done: "The self-test is over."
        case .stopped: "The self-test was ended by you."
        case .handset:
            "The self-test has ended: the handset of the kiosk is up, and belongs to a visitor."
        case .desk: "The self-test has ended: somebody uses the desk."
        case .call: "The self-test has ended: somebody calls."
        case .alarm:
            "The panic button was pressed: THIS IS AN ALARM, not a test, and it acts. "
                + "The self-test has ended. Help, or let the worker reset it."
        case .silence: "The self-test has ended: no key and no answer for two minutes."
        }
    }
}

extension SelfTestRefusal {
    /// Why there is no self-test, as a sentence.
    public var words: String {
        switch self {
        case .inUse: "The box is in use: no self-test now. Try again when nobody uses it."
        case .alarm: "An alarm is under way, or a test of the button: no self-test now."
        case .running: "There is a self-test already."
        }
    }
}
