import MeldpostCore

/// The telephone lines and the worker at the desk, and what must come of every call.
///
/// Every call on a line becomes exactly one call of the station while it has power, and every call of
/// the station ends as exactly one record of its line at the centre. Excused is what a power cut hit
/// before the disk could have it.
extension World {
    /// The worker of a world, and the PIN.
    static let worker = 100
    static let pin: [UInt8] = [1, 3, 5, 7, 9, 0]
    /// How long the disk may take until a call is remembered.
    private static let keepLag: Int64 = 2_000

    /// The supervisor of a world, and a colleague.
    static var accounts: [WorkerAccount] {
        [
            WorkerAccount(
                number: worker,
                verifier: verifier(of: KeyedPIN(pin)),
                isSupervisor: true
            ),
            WorkerAccount(
                number: 207,
                verifier: verifier(of: KeyedPIN([2, 4, 6, 8, 0, 1])),
                isSupervisor: false
            ),
        ]
    }

    /// What scrypt would make of a PIN: here the PIN itself, because nobody attacks a world.
    static func verifier(of pin: KeyedPIN) -> PINVerifier {
        let zeros = [UInt8](repeating: 0, count: PINVerifier.saltLength)
        let hash = pin.digits + [UInt8](repeating: 0, count: 26)
        guard let verifier = PINVerifier(salt: zeros, hash: hash) else {
            preconditionFailure("six and 26 are 32")
        }
        return verifier
    }

    func check(_ check: PINCheck) {
        let verdict: PINVerdict =
            switch check.verifier {
            case Self.verifier(of: check.pin): .right
            case Self.verifier(of: check.pin.withoutDuress): .duress
            default: .wrong
            }
        queue.add(
            .stimulus(.pinChecked(number: check.number, verdict), boot: boot),
            at: now + number(100...900)
        )
    }

    func make(_ order: PINOrder) {
        let verifier = Self.verifier(of: order.pin)
        queue.add(
            .stimulus(.verifierMade(number: order.number, verifier), boot: boot),
            at: now + number(100...900)
        )
    }

    /// After each step: which calls the station knows, and whether the disk can have them.
    func watchCalls() {
        guard let station else { return }
        let isKept = station.isJournalOpen && journal.disk == .sound
        for call in station.calls.calls where oracle.calls[call.id] == nil {
            oracle.calls[call.id] = Oracle.SeenCall(line: call.line, at: now)
        }
        if !isKept { oracle.callsUnkeptAt = now }
    }

    /// The power is cut: what cannot be on the disk is excused.
    func excuseCalls() {
        let kept = Set(journal.calls.map(\.id.hexadecimal)).union(lineRecords.keys)
        for (id, call) in oracle.calls where !call.isExcused && !kept.contains(id.hexadecimal) {
            let isLate = now - call.at < Self.keepLag || oracle.callsUnkeptAt >= call.at
            if isLate {
                oracle.calls[id]?.isExcused = true
            } else {
                violate("a call was lost by a power cut")
            }
        }
    }

    /// A call on a line, from its first ring to `end`, is over for long enough.
    func checkCall(_ call: WorldCall) {
        guard station != nil, oracle.poweredSince < call.start - 1_000 else { return }
        counts.checkedCalls += 1
        let seen = oracle.calls.values.filter { $0.line == call.line && $0.at >= call.start }
        if seen.count != 1 { violate("a call on a line is \(seen.count) calls") }
    }

    /// How often each call has a record of its line in the journal, by its name.
    private var lineRecords: [String: Int] {
        var found: [String: Int] = [:]
        for stored in journal.entries.values {
            if case .hotlineCall(let call) = stored.request.content, call.classification == nil {
                found[call.call, default: 0] += 1
            }
        }
        return found
    }

    /// In the end every call has one record of its line at the centre.
    func checkCallRecords() {
        let found = lineRecords
        for (id, call) in oracle.calls {
            switch found[id.hexadecimal] ?? 0 {
            case 1: counts.callRecords += 1
            case 0 where call.isExcused: break
            case let count: violate("a call has \(count) records of its line")
            }
        }
        for id in found.keys where !oracle.calls.keys.contains(where: { $0.hexadecimal == id }) {
            violate("a record of a call that nobody saw")
        }
    }

    /// "Logged" is said of what is on disk (P1).
    func hearAtDesk(_ utterance: Utterance) {
        let said = utterance.phrases.compactMap { phrase -> String? in
            if case .prompt(let prompt) = phrase { prompt.rawValue } else { nil }
        }
        saidPrompts.formUnion(said)
        guard said.contains("worker.logged") else { return }
        counts.heardLogged += 1
        journal.settle(to: now)
        guard let ticket = oracle.lastLog, oracle.storedTickets[ticket] != nil else {
            return violate("P1: 'logged' was said before the record was on disk")
        }
    }
}

/// A call on a line, as it truly was.
struct WorldCall {
    var line: TelephoneLine
    var start: Int64
}
