extension Condition {
    /// How bad it is.
    public var severity: Severity {
        switch self {
        case .panicLatched, .panicNotDelivered, .termOverdue:
            .alarm
        case .journalUnavailable, .diskFull, .diskFailing, .diskReadOnly, .courierVersionUnknown,
            .recipientsMissing, .stationKeyRefused, .courierAbsent, .centreUnreachable,
            .centreRefused, .centreNotGenuine, .stationQuarantined, .panicWireFault, .panicStuck,
            .panicNotStored,
            .panelLinkLost, .panelVersionUnknown, .panelKeyStuck, .deskKeyStuck,
            .voiceUnavailable, .deskVoiceUnavailable, .voiceCatalogueMissing,
            .voiceCatalogueOutdated, .stationSafeMode, .chipMissing, .lineUnusable,
            .keypadSizeWrong, .housingOpen, .batteryLow:
            .fault
        case .textsRefused, .voiceCatalogueRefused, .voiceCatalogueIncomplete, .journalSetAside,
            .journalDamagedRows, .keyListRefused, .entryRefused, .timeNotConfirmed,
            .wallClockWrong, .panicTestMode, .panicResetsDropped, .panelFaulty, .termDueSoon,
            .diskNearlyFull, .stationUnwatched, .lineRingsOn, .lineOffHook, .lineContradicting,
            .callsDropped, .mainsLost, .rotaGap, .rotaRefused, .supervisorRefused, .supervisorEnds,
            .pinsGuessed, .packageHalfInstalled:
            .warning
        case .textsNotApproved:
            .notice
        }
    }

    /// What is wrong, in words that a person reads.
    public var words: String { description.words }

    /// What to do about it.
    public var whatToDo: String { description.whatToDo }

    private var description: (words: String, whatToDo: String) {
        switch self {
        case .journalUnavailable, .journalSetAside, .journalDamagedRows, .diskFull, .diskNearlyFull,
            .diskFailing, .diskReadOnly:
            storeDescription
        case .recipientsMissing, .keyListRefused, .stationKeyRefused, .courierAbsent,
            .courierVersionUnknown, .centreUnreachable, .centreRefused, .centreNotGenuine,
            .stationQuarantined, .entryRefused:
            centreDescription
        case .panicWireFault, .panicStuck, .panicLatched, .panicNotDelivered, .panicNotStored,
            .panicTestMode, .panicResetsDropped:
            panicDescription
        case .panelLinkLost, .panelVersionUnknown, .panelFaulty, .panelKeyStuck, .deskKeyStuck,
            .lineRingsOn, .lineOffHook, .lineContradicting:
            panelDescription
        case .chipMissing, .lineUnusable, .keypadSizeWrong, .housingOpen, .mainsLost, .batteryLow:
            boardDescription
        case .voiceUnavailable, .deskVoiceUnavailable, .voiceCatalogueMissing,
            .voiceCatalogueIncomplete, .voiceCatalogueOutdated, .voiceCatalogueRefused:
            voiceDescription
        case .stationSafeMode, .stationUnwatched, .packageHalfInstalled:
            serviceDescription
        case .timeNotConfirmed, .wallClockWrong, .termDueSoon, .termOverdue, .textsNotApproved,
            .textsRefused, .rotaGap, .rotaRefused, .supervisorRefused, .supervisorEnds,
            .pinsGuessed, .callsDropped:
            deskDescription
        }
    }

    private var serviceDescription: (words: String, whatToDo: String) {
        switch self {
        case .stationSafeMode:
            (
                "The station crashed ten times in a row: only panic works.",
                "Read the log (journalctl -u meldpostd), then restart meldpostd. It tries by itself every hour."
            )
        case .packageHalfInstalled:
            (
                "The package is not wholly installed: an upgrade is under way, or was cut.",
                "Where none is under way: dpkg --configure -a, then install the package again."
            )
        default:
            (
                "Nothing ends the station if it hangs: the watchdog is off.",
                "Set WatchdogSec in meldpostd.service again, then restart it."
            )
        }
    }

    private var storeDescription: (words: String, whatToDo: String) {
        switch self {
        case .journalUnavailable:
            (
                "The journal is not open: no report can be stored.",
                "Look at the other faults, then at the disk and the rights of the state directory. Panic works."
            )
        case .journalSetAside:
            (
                "A journal file could not be used. It was kept, and a new one was begun.",
                "Copy the file that was set aside and tell the centre; clear its new-journal notice."
            )
        case .journalDamagedRows:
            (
                "Rows of the journal are damaged and were set apart. The others are intact.",
                "Tell the centre, and replace the disk soon."
            )
        case .diskFull:
            (
                "The disk is full: reports may be refused. Panic records still fit.",
                "Make room on the disk. Entries leave by themselves once the centre opens them."
            )
        case .diskNearlyFull:
            (
                "The disk is nearly full: the room kept for panic records is being used.",
                "Make room on the disk. The kept room is filled again by itself."
            )
        case .diskFailing:
            (
                "The disk gave errors.",
                "Replace the disk. Nothing was called stored that is not on it."
            )
        default:
            (
                "The disk takes no writes: no report can be stored.",
                "Look at the system log for the reason, and replace the disk."
            )
        }
    }

    private var centreDescription: (words: String, whatToDo: String) {
        switch self {
        case .recipientsMissing:
            (
                "There are no keys for this island: no report can be sealed.",
                "Install the newest key list of the centre."
            )
        case .keyListRefused:
            (
                "A key list was refused: it was older than the one here, damaged, or not genuine.",
                "Ask the centre for the newest key list."
            )
        case .stationKeyRefused:
            (
                "The station's key cannot be used: nothing is stored or sent. Panic acts at the box only.",
                "Bring the key back, then restart meldpostd. In an emergency use the telephone."
            )
        case .courierAbsent:
            (
                "The courier is not running: nothing leaves the box.",
                "Look at the unit meldpost-courier. In an emergency use the telephone."
            )
        case .courierVersionUnknown:
            (
                "The courier speaks a version that this software does not know: nothing leaves the box.",
                "Install the courier that came with this software. In an emergency use the telephone."
            )
        case .centreUnreachable:
            (
                "The centre has not answered for a minute or longer.",
                "Look at the network. What is stored is kept and sent later."
            )
        case .centreRefused:
            (
                "The centre refused the connection.",
                "Look at the certificate of the courier, and ask the centre."
            )
        case .centreNotGenuine:
            (
                "What answers in the place of the centre is not the centre.",
                "Look at the network and at the centre's certificate authority on the box."
            )
        case .stationQuarantined:
            (
                "The centre set this station apart, because it saw two of it.",
                "Call the centre. Leave the box as it is."
            )
        default:
            (
                "The centre refused an entry. The others are sent.",
                "Tell the centre. The entry is kept."
            )
        }
    }

    private var panicDescription: (words: String, whatToDo: String) {
        switch self {
        case .panicWireFault:
            (
                "The wire of the panic button is cut or shorted.",
                "Repair the wire. Until then the button may not work: use the telephone."
            )
        case .panicStuck:
            (
                "The panic button stays down. Its alarm was given once.",
                "Free the button. It works again once it is up."
            )
        case .panicLatched:
            (
                "An alarm is under way.",
                "Help, then reset it with the key switch at the desk."
            )
        case .panicNotDelivered:
            (
                "The alarm has not reached the centre.",
                "Call the police by telephone now."
            )
        case .panicNotStored:
            (
                "A panic record is not on disk. The alarm itself was given.",
                "Look at the disk. It is tried again every five seconds."
            )
        case .panicResetsDropped:
            (
                "So many resets of alarms wait for the centre that not all of them are kept.",
                "Restore the connection. The desk sees by the records which alarms are over."
            )
        default:
            (
                "The test of the panic button is on: a press is not an alarm.",
                "Turn the key switch back. The test ends by itself after ten minutes."
            )
        }
    }

    private var panelDescription: (words: String, whatToDo: String) {
        switch self {
        case .panelLinkLost:
            (
                "The panel controller says nothing: keys and lamps do not work.",
                "Look at its cable and power. A panic press closes the relay without us."
            )
        case .panelVersionUnknown:
            (
                "The panel controller speaks a version that this software does not know.",
                "Install the firmware that came with this software on the controller."
            )
        case .panelFaulty:
            (
                "The panel controller found a fault in itself.",
                "Replace the controller soon. It works meanwhile."
            )
        case .deskKeyStuck:
            (
                "A key of the desk keypad stays down. The other keys work.",
                "Free the key. It works again once it is up."
            )
        case .lineRingsOn:
            (
                "A line of the hotline rings without an end. Its call was logged once.",
                "Look at the line interface and its wires. It is heard again once it is quiet."
            )
        case .lineOffHook:
            (
                "The receiver of a line was not put down for hours: nobody can call there.",
                "Put the receiver down, or look at the line interface and its wires."
            )
        case .lineContradicting:
            (
                "A line of the hotline rings while its receiver is up.",
                "Look at the line interface and its wires. Calls may be logged wrongly."
            )
        default:
            (
                "A key of the panel stays down. The other keys work.",
                "Free the key. It works again once it is up."
            )
        }
    }
}
