/// A lasting bad condition, declared once: its code here; its severity, its words and what to do in
/// `Condition+Words.swift`.
public enum Condition: String, Hashable, Sendable, CaseIterable {
    /// The journal is not open.
    case journalUnavailable = "journal.unavailable"
    /// A journal file could not be used, was kept, and a new one begun.
    case journalSetAside = "journal.set-aside"
    /// Rows of the journal are damaged and set apart.
    case journalDamagedRows = "journal.damaged-rows"
    /// The disk is full.
    case diskFull = "disk.full"
    /// The disk is nearly full: the room kept for panic records is being used.
    case diskNearlyFull = "disk.nearly-full"
    /// The disk gave errors.
    case diskFailing = "disk.failing"
    /// The disk takes no writes.
    case diskReadOnly = "disk.read-only"
    /// There are no keys to seal records to.
    case recipientsMissing = "keys.recipients-missing"
    /// A list of keys was refused.
    case keyListRefused = "keys.list-refused"
    /// The key of the station cannot be used.
    case stationKeyRefused = "keys.station-refused"
    /// The courier is not connected to the station.
    case courierAbsent = "courier.absent"
    /// The courier speaks another version of the protocol.
    case courierVersionUnknown = "courier.version-unknown"
    /// The centre has not answered for a minute.
    case centreUnreachable = "centre.unreachable"
    /// The centre refused the connection or the cell.
    case centreRefused = "centre.refused"
    /// What answered is not the centre.
    case centreNotGenuine = "centre.not-genuine"
    /// The centre set this station apart: it saw two of it, or two chains.
    case stationQuarantined = "centre.station-quarantined"
    /// The centre refused an entry.
    case entryRefused = "centre.entry-refused"
    /// The centre did not confirm the time lately.
    case timeNotConfirmed = "clock.not-confirmed"
    /// The wall clock differs from the confirmed time, or lies before the earliest that it can be.
    case wallClockWrong = "clock.wrong"
    /// The contacts of the panic button disagree.
    case panicWireFault = "panic.wire-fault"
    /// The panic button stays down.
    case panicStuck = "panic.stuck"
    /// An alarm is under way.
    case panicLatched = "panic.latched"
    /// An alarm has not reached the centre.
    case panicNotDelivered = "panic.not-delivered"
    /// A panic record is not on disk.
    case panicNotStored = "panic.not-stored"
    /// More resets wait for the centre than are kept.
    case panicResetsDropped = "panic.resets-dropped"
    /// The panel controller says nothing.
    case panelLinkLost = "panel.link-lost"
    /// The panel controller speaks another version of the protocol.
    case panelVersionUnknown = "panel.version-unknown"
    /// The panel controller found a fault in itself.
    case panelFaulty = "panel.faulty"
    /// A key of the panel stays down.
    case panelKeyStuck = "panel.key-stuck"
    /// A key of the desk keypad stays down.
    case deskKeyStuck = "panel.desk-key-stuck"
    /// There is no GPIO chip with a label of the configuration.
    case chipMissing = "gpio.chip-missing"
    /// A line of the configuration is in use by another, or not there.
    case lineUnusable = "gpio.line-unusable"
    /// A keypad of the configuration has a size that there is not.
    case keypadSizeWrong = "gpio.keypad-size"
    /// The lid is open.
    case housingOpen = "box.open"
    /// The box runs from its battery.
    case mainsLost = "box.mains-lost"
    /// The battery will soon be empty.
    case batteryLow = "box.battery-low"
    /// A press would be a test.
    case panicTestMode = "panic.test-mode"
    /// A line of the hotline rings without an end.
    case lineRingsOn = "line.rings-on"
    /// The receiver of a line was not put down for hours.
    case lineOffHook = "line.off-hook"
    /// A line rings while its receiver is up.
    case lineContradicting = "line.contradicting"
    /// More records of calls waited for the disk than are kept.
    case callsDropped = "line.calls-dropped"
    /// A legal term ends soon.
    case termDueSoon = "term.due-soon"
    /// A legal term has passed.
    case termOverdue = "term.overdue"
    /// Nobody is on the rota in an hour that comes within a day.
    case rotaGap = "rota.gap"
    /// A rota was refused, and nobody is on call by it.
    case rotaRefused = "rota.refused"
    /// The credential of the first supervisor was refused.
    case supervisorRefused = "accounts.credential-refused"
    /// No supervisor's access lasts for good.
    case supervisorEnds = "accounts.supervisor-ends"
    /// Wrong PINs are keyed again and again.
    case pinsGuessed = "accounts.wrong-pins"
    /// Nothing can be heard: there is no sound card, or it does not answer.
    case voiceUnavailable = "voice.unavailable"
    /// Nothing can be heard at the desk: its sound card is not there, or does not answer.
    case deskVoiceUnavailable = "voice.desk-unavailable"
    /// There is no clip at all to be said.
    case voiceCatalogueMissing = "voice.catalogue-missing"
    /// Some clips are missing or damaged.
    case voiceCatalogueIncomplete = "voice.catalogue-incomplete"
    /// Some clips were made from other texts than the questionnaire's.
    case voiceCatalogueOutdated = "voice.catalogue-outdated"
    /// A list of clips cannot be used, and the last good one is in use.
    case voiceCatalogueRefused = "voice.catalogue-refused"
    /// The station crashed again and again, and does nothing but panic.
    case stationSafeMode = "station.safe-mode"
    /// No watchdog of the system ends a station that hangs.
    case stationUnwatched = "station.unwatched"
    /// The package of the station is installed in part.
    case packageHalfInstalled = "package.half-installed"
    /// Texts were not approved by a native speaker.
    case textsNotApproved = "texts.not-approved"
    /// A file of questions, texts or approvals cannot be used, and the last good one is in use.
    case textsRefused = "texts.refused"
}
