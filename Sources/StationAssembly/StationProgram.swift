internal import DeviceThreads
internal import JournalLogging
internal import JournalStore
internal import LocalSockets
internal import Logging
internal import MeldpostCore
internal import ProgramStreams
internal import RecordFormat
internal import StrictConfiguration
internal import SystemdService

/// The program `meldpostd`.
public enum StationProgram {
    /// Runs the station until it is told to stop.
    ///
    /// - Parameters:
    ///   - configuration: the path of `station.toml`.
    ///   - credentials: the directory of the credentials, or nothing for the one systemd names.
    ///   - isSafeModeWanted: whether only panic is to work, as after ten crashes.
    /// - Returns: the exit code, as in sysexits.h; zero after SIGTERM or SIGINT.
    public static func run(
        configuration: String,
        credentials: String?,
        isSafeModeWanted: Bool = false
    ) -> Int32 {
        ProcessHardening.apply()
        // From here on, whatever does not end in order is a crash, also while a file is read.
        let service = StationService.begin(wantsSafeMode: isSafeModeWanted)
        do {
            let settings = try StationSettings(
                path: configuration,
                credentialDirectory: credentials,
                isSafeMode: service.isSafeMode
            )
            return try run(settings, service)
        } catch let refusal as ConfigurationRefusal {
            service.end(keepsCount: false)
            return end(refusal.words, refusal.exit)
        } catch {
            return end("the station could not start", .software)
        }
    }

    private static func run(
        _ settings: StationSettings,
        _ service: StationService
    ) throws -> Int32 {
        try settings.checkPanelOutput()
        let inputs = Mailbox<LoopInput>(capacities: LoopLane.allCases.map(\.capacity))
        let signals = StopSignals()
        // Panic before all that is written: a disk that takes no more must not hold the button up
        // (P6). What is read is small, and was read.
        let panel = try settings.panel.open(
            questionnaire: settings.questionnaire,
            inputs: inputs,
            hasVoice: settings.voice != nil
        )
        let panicThreads = panel.arm()
        // Whatever is refused from here on, the outputs are driven off before the program ends.
        defer {
            panel.close()
            for thread in panicThreads { thread.join() }
        }
        return try run(settings, service, panel: panel, inputs: inputs, signals: signals)
    }

    /// Runs all else, with the button watched already.
    private static func run(
        _ settings: StationSettings,
        _ service: StationService,
        panel: any RunningPanelDoor,
        inputs: Mailbox<LoopInput>,
        signals: StopSignals
    ) throws -> Int32 {
        try settings.checkStateDirectory()
        for refusal in settings.texts.inUse.refusals.values { say(refusal.words, priority: 4) }
        let stop: @Sendable () -> Void = {
            inputs.post(.stopWanted, lane: LoopLane.panic.rawValue)
        }
        let (courier, control) = try settings.openSockets(inputs: inputs) { refusal in
            say("\(refusal.words), trying again", priority: 3)
        }
        let speaking = settings.voice.map {
            SpeakingPanel(panel, $0, desk: settings.deskVoice, inputs: inputs)
        }
        var ring = KeyRing(rootKey: settings.rootKey)
        if let list = settings.keyList?.list { _ = ring.install(list) }
        let keeper = JournalKeeper(
            service.isSafeMode ? nil : settings.journal,
            answers: inputs
        )
        // Without its key the station opens no journal, so that it has no accounts, and no PIN is right.
        let pins = PINKeeper(PINHasher(key: settings.key ?? SigningKey()), answers: inputs)
        let probe = DiskProbe(directory: settings.stateDirectory, answers: inputs)
        var loop = StationLoop(
            machine: StationMachine(
                configuration: StationConfiguration(
                    island: settings.island,
                    slot: settings.slot,
                    questionnaire: settings.questionnaire,
                    languages: settings.languages,
                    softwareVersion: Meldpost.version,
                    panelKind: settings.panel.kind,
                    opening: settings.opening,
                    rota: settings.rota,
                    deskLanguage: settings.deskLanguage,
                    isAlarmSilent: settings.isAlarmSilent,
                    firstSupervisor: settings.firstSupervisor,
                    unwired: settings.panel.unwired(hasDeskVoice: settings.deskVoice != nil)
                ),
                seed: UInt64.random(in: .min ... .max)
            ),
            ring: ring,
            listStatement: settings.keyList?.statement,
            cells: CellMaker(station: settings.id, key: settings.key),
            inputs: inputs,
            journal: keeper,
            panel: speaking.map { $0 as any PanelDoor } ?? panel,
            pins: pins,
            probe: probe,
            // In safe mode nothing is said that could lack an approval.
            areTextsApproved: service.isSafeMode || settings.questionnaire.isApproved,
            logger: .journal(program: "meldpostd"),
            service: service
        )
        loop.texts = settings.texts.inUse
        loop.disk = DiskGlance(directory: settings.stateDirectory)
        loop.package = PackageGlance()
        let refusal = settings.texts.inUse.refusals[.stationKeyRefused]
        if refusal?.rule == .mustBeGiven { loop.lateKey = KeyGlance() }
        signals.start(stop)
        let threads = start(courier: courier, control: control) + panel.start(stop)
        let voiceThreads = speaking?.speak() ?? []
        let journalThread = DedicatedThread(name: "journal") {
            // Neither of them is waited for: the disk may take as long as it likes. Safe mode took
            // nothing that could be kept, and leaves what is kept.
            if !service.isSafeMode, !settings.texts.keep(in: settings.stateDirectory) {
                say("the texts in use could not be kept, continuing", priority: 4)
            }
            keeper.run()
        }
        let pinThread = DedicatedThread(name: "pin") { pins.run() }
        let probeThread = DedicatedThread(name: "probe") { probe.run() }
        let reason = loop.run()
        service.end(keepsCount: reason == .ordinaryStartWanted)
        courier.close()
        control.close()
        panel.close()
        speaking?.close()
        pins.close()
        probe.close()
        keeper.close()
        pinThread.join()
        probeThread.join()
        journalThread.join()
        for thread in voiceThreads + threads { thread.join() }
        switch reason {
        case .stopped, .ordinaryStartWanted: return 0
        case .journalFromTheFuture:
            throw settings.journalFromTheFuture
        }
    }

    private static func start(
        courier: CourierDoor,
        control: ControlDoor
    ) -> [DedicatedThread] {
        [
            DedicatedThread(name: "courier-accept") { courier.run() },
            DedicatedThread(name: "control") { control.run() },
        ]
    }

    private static func end(_ words: String, _ exit: SystemExit) -> Int32 {
        say(words, priority: 3)
        return exit.rawValue
    }

    /// Writes a line for the log of systemd; `priority` is one of syslog(3).
    private static func say(_ words: String, priority: Int) {
        ProgramOutput.say("<\(priority)>meldpostd: \(words)")
    }
}
