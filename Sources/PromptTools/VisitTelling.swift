internal import MeldpostCore

/// A visit under a virtual clock, from the handset that is lifted to the one that is hung up.
///
/// The station is the real machine; the visitor hears every question to its end, thinks, and keys
/// the next answer. Nothing is stored: what the machine would seal is in ``stored``.
struct VisitTelling {
    /// How long the visitor thinks after a question.
    static let thought = Duration.seconds(1)
    /// From one key to the next.
    static let pace = Duration.milliseconds(700)
    /// After a digit that may be taken at once `#` would only confirm it; later it is a key.
    static let patience = Duration.milliseconds(2_100)
    /// The longest visit.
    static let limit = Instant(sinceStart: .seconds(3_600))

    /// What happens.
    enum Event: Hashable {
        case handset(isLifted: Bool)
        case key(Key)
        case tone(isError: Bool)
        case hush
        case said(Utterance)
        case heardOut(number: UInt64)
        case stored
    }

    /// What happened, with its time.
    private(set) var events: [(at: Instant, event: Event)] = []
    /// What the machine wanted to be sealed.
    private(set) var stored: [StoreRequest] = []

    private var machine: StationMachine
    private let length: (Utterance) -> Duration
    private var now = Instant.start
    private var speaking: (number: UInt64, end: Instant)?
    private var storing: (ticket: UInt64, end: Instant)?
    private var next: Instant?
    private var keys: [String]

    /// Lets `keys` be keyed in front of a station with `questionnaire`.
    ///
    /// - Parameters:
    ///   - questionnaire: the texts.
    ///   - keys: a text for each question, as in ``ExampleVisit``.
    ///   - length: how long an utterance takes.
    init(
        _ questionnaire: Questionnaire,
        keys: [String],
        length: @escaping (Utterance) -> Duration
    ) {
        self.keys = keys
        self.length = length
        // 2026-11-14 18:00 UTC, which is 14:00 on the islands.
        let time = UnixTime(milliseconds: 1_794_679_200_000)
        machine = StationMachine(
            configuration: StationConfiguration(
                island: .bonaire,
                questionnaire: questionnaire,
                languages: Language.allCases.filter { language in
                    questionnaire.languages.contains { $0.language == language }
                },
                softwareVersion: Meldpost.version,
                panelKind: "told",
                dummyInterval: .seconds(1_000_000)
            ),
            seed: 1
        )
        tell(.wallClockRead(time))
        tell(.panicContactsRead(.released))
        let scope = RecipientScope(island: .bonaire, chapter: .adviceAndReporting)
        tell(.recipientsInstalled([scope]))
        tell(.journalOpened(StationMemory(journal: .zero, timeBound: time)))
        note(.handset(isLifted: true))
        tell(.handsetMoved(isLifted: true))
        while now < Self.limit, step() {}
    }

    /// Lets the next thing happen; false where the visit is over.
    private mutating func step() -> Bool {
        let times = [machine.nextDeadline, speaking?.end, storing?.end, next]
        guard let time = times.compactMap(\.self).min() else { return false }
        now = max(now, time)
        if let end = speaking?.end, end <= now, let number = speaking?.number {
            speaking = nil
            note(.heardOut(number: number))
            tell(.utteranceFinished(number: number))
            // Whoever hears nothing more thinks of the answer.
            if speaking == nil, storing == nil, next == nil { next = now + Self.thought }
        } else if let end = storing?.end, end <= now, let ticket = storing?.ticket {
            storing = nil
            note(.stored)
            let entry = EntryReference(journal: .zero, sequence: ticket)
            tell(
                .stored(
                    ticket: ticket,
                    WaitingEntry(reference: entry, urgency: .ordinary, length: 1)
                )
            )
        } else if let time = next, time <= now {
            next = nil
            return act()
        } else {
            carryOut(machine.advance(to: now))
        }
        return true
    }

    /// Presses the next key, or hangs up where none is left.
    private mutating func act() -> Bool {
        guard !keys.isEmpty else {
            note(.handset(isLifted: false))
            tell(.handsetMoved(isLifted: false))
            return false
        }
        let character = keys[0].removeFirst()
        if let key = Self.key(character) {
            note(.key(key))
            tell(.keyPressed(key))
        }
        guard let following = keys[0].first else {
            keys.removeFirst()
            return true
        }
        let waits = following == "_" || following == "#" && character != "_"
        next = now + (waits ? Self.patience : Self.pace)
        return true
    }

    private static func key(_ character: Character) -> Key? {
        switch character {
        case "*": .star
        case "#": .square
        default: character.wholeNumberValue.flatMap { Key(rawValue: UInt8($0)) }
        }
    }

    private mutating func tell(_ stimulus: Stimulus) {
        carryOut(machine.handle(stimulus, at: now))
    }

    private mutating func carryOut(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .say(let utterance):
                note(.said(utterance))
                speaking = (utterance.number, now + length(utterance))
            case .hush:
                if speaking != nil { note(.hush) }
                speaking = nil
            case .soundKeyTone: note(.tone(isError: false))
            case .soundErrorTone: note(.tone(isError: true))
            case .store(let request):
                stored.append(request)
                storing = (request.ticket, now + .milliseconds(50))
            default: break
            }
        }
    }

    private mutating func note(_ event: Event) {
        events.append((now, event))
    }
}
