internal import DeviceThreads
internal import Glibc
internal import JournalLogging
internal import JournalStore
internal import LocalSockets
internal import Logging
internal import MeldpostCore
internal import RecordFormat
internal import StrictConfiguration

/// The program `meldpostd`.
public enum StationProgram {
    /// Runs the station until it is told to stop.
    ///
    /// - Parameters:
    ///   - configuration: the path of `station.toml`.
    ///   - credentials: the directory of the credentials, or nothing for the one systemd names.
    /// - Returns: the exit code, as in sysexits.h; zero after SIGTERM or SIGINT.
    public static func run(configuration: String, credentials: String?) -> Int32 {
        ProcessHardening.apply()
        do {
            let settings = try StationSettings(
                path: configuration,
                credentialDirectory: credentials
            )
            return try run(settings)
        } catch let refusal as ConfigurationRefusal {
            return end(refusal.words, refusal.exit)
        } catch {
            return end("the station could not start", .software)
        }
    }

    private static func run(_ settings: StationSettings) throws -> Int32 {
        try settings.checkStateDirectory()
        let inputs = Mailbox<LoopInput>(capacities: LoopLane.allCases.map(\.capacity))
        let signals = StopSignals()
        let stop: @Sendable () -> Void = {
            inputs.post(.stopWanted, lane: LoopLane.panic.rawValue)
        }
        let panel = try settings.panel.open(
            questionnaire: settings.questionnaire,
            inputs: inputs,
            hasVoice: settings.voice != nil
        )
        let panicThreads = panel.arm()
        let (courier, control) = try settings.openSockets(inputs: inputs)
        let speaking = settings.voice.map { SpeakingPanel(panel, $0, inputs: inputs) }
        var ring = KeyRing(rootKey: settings.rootKey)
        _ = ring.install(settings.keyList.list)
        let keeper = JournalKeeper(
            JournalKeeper.Setting(
                directory: settings.stateDirectory,
                limits: JournalLimits(reserveBytes: Int64(settings.reserveBytes)),
                station: settings.id,
                key: settings.key,
                recipients: settings.keyList.list.recipientSets,
                listNumber: settings.keyList.list.number
            ),
            answers: inputs
        )
        var loop = StationLoop(
            machine: StationMachine(
                configuration: StationConfiguration(
                    island: settings.island,
                    slot: settings.slot,
                    questionnaire: settings.questionnaire,
                    softwareVersion: Meldpost.version,
                    panelKind: settings.panel.kind,
                    opening: settings.opening
                ),
                seed: UInt64.random(in: .min ... .max)
            ),
            ring: ring,
            cells: CellMaker(station: settings.id, key: settings.key),
            inputs: inputs,
            journal: keeper,
            panel: speaking.map { $0 as any PanelDoor } ?? panel,
            areTextsApproved: settings.questionnaire.isApproved,
            logger: .journal(program: "meldpostd")
        )
        signals.start(stop)
        let threads = start(courier: courier, control: control) + panel.start(stop)
        let voiceThread = speaking.map { speaking in
            DedicatedThread(name: "voice") { speaking.speak() }
        }
        let journalThread = DedicatedThread(name: "journal") { keeper.run() }
        let reason = loop.run()
        courier.close()
        control.close()
        panel.close()
        speaking?.close()
        keeper.close()
        journalThread.join()
        voiceThread?.join()
        for thread in threads + panicThreads { thread.join() }
        switch reason {
        case .stopped: return 0
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
        let line = "<3>meldpostd: \(words)\n"
        _ = Array(line.utf8).withUnsafeBytes {
            Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
        }
        return exit.rawValue
    }
}
