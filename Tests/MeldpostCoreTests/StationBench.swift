@testable import MeldpostCore

/// A whole station on a bench: what happened goes in by hand, what it decides comes out.
struct StationBench {
    static let journal = JournalID.zero
    static let noon = UnixTime(milliseconds: 1_780_000_000_000)
    static let scope = RecipientScope(island: .saba, chapter: .adviceAndReporting)

    var machine: StationMachine
    private(set) var effects: [Effect] = []
    var lastSequence: UInt64 = 0

    init(
        island: Island = .saba,
        isAlarmSilent: Bool = true,
        questionnaire: Questionnaire? = nil,
        opening: OpeningTable = OpeningTable(hours: []),
        rota: Rota? = nil,
        unwired: Set<SelfTestCheck> = []
    ) {
        machine = StationMachine(
            configuration: StationConfiguration(
                island: island,
                questionnaire: questionnaire
                    ?? Questionnaire(
                        version: "1",
                        textVersion: "1",
                        languages: [.init(language: .dutch, approved: true)]
                    ),
                languages: [.dutch],
                softwareVersion: "9.9",
                panelKind: "bench",
                opening: opening,
                rota: rota,
                isAlarmSilent: isAlarmSilent,
                dummyInterval: .seconds(100_000_000),
                unwired: unwired
            ),
            seed: 21
        )
    }

    /// A station whose journal is open and whose courier is there.
    static func running(
        incident: LatchedIncident? = nil,
        unwired: Set<SelfTestCheck> = []
    ) -> StationBench {
        var bench = StationBench(unwired: unwired)
        bench.tell(.wallClockRead(noon), at: .zero)
        bench.tell(.panicContactsRead(.released), at: .zero)
        bench.tell(.recipientsInstalled([scope]), at: .zero)
        bench.tell(
            .journalOpened(
                StationMemory(
                    journal: journal,
                    panic: PanicMemory(incident: incident),
                    timeBound: noon
                )
            ),
            at: .milliseconds(1)
        )
        bench.tell(.courierAttached, at: .milliseconds(2))
        return bench
    }

    @discardableResult
    mutating func tell(_ stimulus: Stimulus, at time: Duration) -> [Effect] {
        run(to: time)
        let decided = machine.handle(stimulus, at: Instant(sinceStart: time))
        effects += decided
        return decided
    }

    mutating func run(to time: Duration) {
        let end = Instant(sinceStart: time)
        while let deadline = machine.nextDeadline, deadline < end {
            effects += machine.advance(to: deadline)
        }
    }

    @discardableResult
    mutating func pass(to time: Duration) -> [Effect] {
        run(to: time)
        let decided = machine.advance(to: Instant(sinceStart: time))
        effects += decided
        return decided
    }

    mutating func clear() {
        effects = []
    }

    /// Lifts the handset and presses keys, a tenth of a second apart, and `#` late enough to be a
    /// key of its own.
    mutating func visit(_ keys: [Key], at time: Duration) {
        tell(.handsetMoved(isLifted: true), at: time)
        var time = time
        for key in keys {
            time += key == .square ? .milliseconds(2_100) : .milliseconds(100)
            tell(.keyPressed(key), at: time)
        }
    }

    /// The journal has stored the record number `ticket`.
    @discardableResult
    mutating func answerStored(_ ticket: UInt64, at time: Duration) -> [Effect] {
        lastSequence += 1
        let reference = EntryReference(journal: Self.journal, sequence: lastSequence)
        let urgency = requests.first { $0.ticket == ticket }?.urgency ?? .ordinary
        let entry = WaitingEntry(reference: reference, urgency: urgency, length: 2_000)
        return tell(.stored(ticket: ticket, entry), at: time)
    }

    var requests: [StoreRequest] { effects.requests }
    var orders: [ExchangeOrder] { effects.orders }
    var said: Set<String> { effects.said }

    func isRaised(_ condition: Condition) -> Bool { machine.health.isRaised(condition) }
}

extension [Effect] {
    var requests: [StoreRequest] {
        compactMap { effect in
            guard case .store(let request) = effect else { return nil }
            return request
        }
    }

    var orders: [ExchangeOrder] {
        compactMap { effect in
            guard case .exchange(let order) = effect else { return nil }
            return order
        }
    }

    /// The names of the prompts that were said.
    var said: Set<String> {
        var names: Set<String> = []
        for case .say(let utterance) in self {
            for phrase in utterance.phrases {
                switch phrase {
                case .prompt(let prompt), .promptIn(let prompt, _): names.insert(prompt.rawValue)
                default: break
                }
            }
        }
        return names
    }

    func lastRhythm(of lamp: Lamp) -> LampRhythm? {
        var last: LampRhythm?
        for case .setLamp(lamp, let rhythm) in self { last = rhythm }
        return last
    }
}
