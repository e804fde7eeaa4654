@testable import MeldpostCore

/// A whole station with a worker at the desk: PINs are compared and records stored as asked for.
struct DeskBench {
    static let worker = 100
    static let pin: [UInt8] = [1, 3, 5, 7, 9, 9]

    var station: StationBench
    var time: Duration = .seconds(10)
    /// Whether the journal takes what it is asked for.
    var isStoring = true
    /// How many records it takes before it takes none, where that is limited.
    var room: Int?
    /// Whose part of the room is used up on the disk, the lower ones with it.
    var fullFor: Urgency?
    /// Whether the journal answers at all.
    var isAnswering = true
    private var seen = 0
    private var keyCount = 0

    init(
        island: Island = .saba,
        accounts: [WorkerAccount] = [DeskBench.supervisor],
        calls: [OpenCall] = [],
        clocks: [LegalClock] = [],
        isSilent: Bool = true,
        questionnaire: Questionnaire? = nil,
        opening: OpeningTable = OpeningTable(hours: []),
        rota: Rota? = nil,
        bound: UnixTime = StationBench.noon,
        wall: UnixTime = StationBench.noon
    ) {
        station = StationBench(
            island: island,
            isAlarmSilent: isSilent,
            questionnaire: questionnaire,
            opening: opening,
            rota: rota
        )
        station.tell(.wallClockRead(wall), at: .zero)
        station.tell(.panicContactsRead(.released), at: .zero)
        let scope = RecipientScope(island: island, chapter: .adviceAndReporting)
        station.tell(.recipientsInstalled([scope]), at: .zero)
        let memory = StationMemory(
            journal: StationBench.journal,
            clocks: clocks,
            calls: calls,
            accounts: accounts,
            timeBound: bound
        )
        station.tell(.journalOpened(memory), at: .milliseconds(1))
    }

    static func account(
        _ number: Int,
        pin: [UInt8] = DeskBench.pin,
        isSupervisor: Bool = false,
        isRevoked: Bool = false,
        expires: UnixHour? = nil
    ) -> WorkerAccount {
        WorkerAccount(
            number: number,
            verifier: verifier(of: KeyedPIN(pin)),
            isSupervisor: isSupervisor,
            isRevoked: isRevoked,
            expires: expires
        )
    }

    static var supervisor: WorkerAccount { account(worker, isSupervisor: true) }

    /// What scrypt would make of a PIN: here the PIN itself.
    static func verifier(of pin: KeyedPIN) -> PINVerifier {
        let salt = [UInt8](repeating: 7, count: PINVerifier.saltLength)
        let hash = pin.digits + [UInt8](repeating: 0, count: 26)
        return PINVerifier(salt: salt, hash: hash)!
    }

    static func verdict(of check: PINCheck) -> PINVerdict {
        switch check.verifier {
        case verifier(of: check.pin): .right
        case verifier(of: check.pin.withoutDuress): .duress
        default: .wrong
        }
    }

    /// Tells the station something, and answers what it asks of verifier and journal.
    mutating func tell(_ stimulus: Stimulus) {
        station.tell(stimulus, at: time)
        answer()
    }

    mutating func pass(_ duration: Duration) {
        time += duration
        station.pass(to: time)
        answer()
    }

    /// Presses keys, a fifth of a second apart: digits, `*` and `#`.
    mutating func key(_ keys: String) {
        for character in keys {
            keyCount += 1
            // A test presses on until something comes: where it never does, this ends the loop.
            precondition(keyCount < 20_000, "a call comes to its end")
            let key: Key =
                switch character {
                case "*": .star
                case "#": .square
                default: Key(rawValue: UInt8(character.wholeNumberValue!))!
                }
            pass(.milliseconds(200))
            tell(.deskKeyPressed(key))
        }
    }

    mutating func signIn(_ number: Int = DeskBench.worker, _ pin: [UInt8] = DeskBench.pin) {
        key("\(number)" + pin.map { "\($0)" }.joined())
    }

    /// A call on a line that rings three times, answered after them or not; it is over then.
    mutating func call(isAnswered: Bool = true, on line: TelephoneLine = .first) {
        for _ in 0..<3 {
            tell(.lineRings(line, true))
            pass(.seconds(1))
            tell(.lineRings(line, false))
            pass(.seconds(4))
        }
        guard isAnswered else { return pass(.seconds(20)) }
        tell(.lineOffHook(line, true))
        pass(.seconds(60))
        tell(.lineOffHook(line, false))
        pass(.seconds(5))
    }

    private mutating func answer() {
        while seen < station.effects.count {
            let effect = station.effects[seen]
            seen += 1
            switch effect {
            case .checkPIN(let check):
                station.tell(.pinChecked(number: check.number, Self.verdict(of: check)), at: time)
            case .makeVerifier(let order):
                let verifier = Self.verifier(of: order.pin)
                station.tell(.verifierMade(number: order.number, verifier), at: time)
            case .store(let request):
                guard isAnswering else { break }
                let isFull = fullFor.map { !(request.room < $0) } ?? false
                if isStoring, !isFull, room != 0 {
                    room = room.map { $0 - 1 }
                    station.answerStored(request.ticket, at: time)
                } else {
                    station.tell(.storeFailed(ticket: request.ticket, .other), at: time)
                }
            default: break
            }
        }
    }

    /// What was said at the desk last, by its names.
    var said: [String] { utterances.last ?? [] }

    /// Everything that was said at the desk, an utterance a line.
    var utterances: [[String]] {
        station.effects.compactMap { effect in
            guard case .sayAtDesk(let utterance) = effect else { return nil }
            return utterance.phrases.compactMap { phrase in
                if case .prompt(let prompt) = phrase { prompt.rawValue } else { nil }
            }
        }
    }

    /// The numbers in what was said at the desk last.
    var numbers: [Int] {
        for case .sayAtDesk(let utterance) in station.effects.reversed() {
            return utterance.phrases.compactMap {
                if case .number(let number) = $0 { number } else { nil }
            }
        }
        return []
    }

    var calls: [(content: HotlineCallContent, worker: Int?)] {
        station.requests.compactMap { request in
            guard case .hotlineCall(let content) = request.content else { return nil }
            return (content, request.trace.worker)
        }
    }

    var signIns: [SignInContent] {
        station.requests.compactMap { request in
            if case .signIn(let content) = request.content { content } else { nil }
        }
    }

    var services: [StoreRequest] {
        station.requests.filter { $0.content.kind == .service }
    }
}
