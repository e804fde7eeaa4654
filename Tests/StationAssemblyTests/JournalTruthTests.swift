import DeviceThreads
import Foundation
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

@testable import StationAssembly

/// What the real journal remembers of the panic button, the key list and what the centre said.
@Suite struct JournalTruthTests {
    private let folder = TemporaryFolder(inMemory: true)
    private let centre = Centre()
    private let answers = Mailbox<LoopInput>(capacities: LoopLane.allCases.map(\.capacity))

    private func store() throws -> JournalStore {
        try JournalStore(
            directory: folder.path,
            station: centre.stationID,
            limits: JournalLimits(reserveBytes: 1 << 17)
        )
    }

    private func work() throws -> JournalWork {
        try JournalWork(
            try store(),
            JournalKeeper.Setting(
                directory: folder.path,
                limits: JournalLimits(reserveBytes: 1 << 17),
                station: centre.stationID,
                key: centre.station,
                recipients: try centre.keyList().recipientSets,
                listNumber: 1
            ),
            answers: answers
        )
    }

    private func told() -> [LoopInput] {
        var inputs: [LoopInput] = []
        while case .element(let input) = answers.take(patience: .zero) { inputs.append(input) }
        return inputs
    }

    private func machine() -> StationMachine {
        StationMachine(
            configuration: StationConfiguration(
                island: .bonaire,
                slot: .milliseconds(200),
                questionnaire: TestStation.questionnaire,
                softwareVersion: "test",
                panelKind: "test"
            ),
            seed: 7
        )
    }

    /// Gives the journal what the machine wants of it, and the machine what it answers.
    private func carryOut(
        _ effects: [Effect],
        _ work: inout JournalWork,
        _ machine: inout StationMachine,
        at now: Instant
    ) {
        var waiting = effects
        while !waiting.isEmpty {
            switch waiting.removeFirst() {
            case .store(let request): work.perform(.store(request))
            case .latchPanic(let memory): work.perform(.change(.latchPanic(memory)))
            default: continue
            }
            for case .entryAppended(let ticket, let entry, _) in told() {
                waiting += machine.handle(.stored(ticket: ticket, entry), at: now)
            }
        }
    }

    /// Broken once: with the resets kept in memory only, the second run knows of no reset and the
    /// alarm stays open at the centre.
    @Test func `P6 a reset made offline is signalled after a restart`() throws {
        let now = Instant(sinceStart: .seconds(1))
        do {
            var work = try work()
            var machine = machine()
            _ = told()
            let memory = StationMemory(journal: .zero, timeBound: UnixTime(milliseconds: 0))
            carryOut(machine.handle(.journalOpened(memory), at: now), &work, &machine, at: now)
            for stimulus in [
                Stimulus.panicContactsRead(.pressed), .panicContactsRead(.released),
                .resetRequested,
            ] {
                let later = now + .seconds(stimulus == .panicContactsRead(.pressed) ? 1 : 2)
                carryOut(machine.handle(stimulus, at: later), &work, &machine, at: later)
            }
            #expect(machine.panic.current == nil)
        }
        let memory = try store().memory()
        #expect(memory.panic.incident == nil)
        #expect(memory.panic.resets.map(\.isStored) == [true])
        #expect(memory.waiting.count == 2)
        var next = machine()
        var effects = next.handle(.courierAttached, at: .start)
        effects += next.handle(.journalOpened(memory), at: now)
        let notices = effects.compactMap { effect -> PanicNotice? in
            guard case .exchange(let order) = effect, case .panic(let notice) = order.load else {
                return nil
            }
            return notice
        }
        #expect(notices.map(\.state) == [.reset])
        #expect(notices.map(\.incident) == memory.panic.resets.map(\.incident))
    }

    /// Broken once: with the header alone, what a desk says once more raises a false condition.
    @Test func `P5 an entry that was opened may be called opened once more`() throws {
        let proof = [UInt8](repeating: 7, count: 32)
        let (station, key) = (centre.stationID, centre.station)
        var header: EntryHeader?
        do {
            var store = try store()
            let journal = store.journal
            let entry = try store.append(terms: []) { sequence, previous in
                let made = EntryHeader(
                    station: station,
                    journal: journal,
                    sequence: sequence,
                    previous: previous,
                    urgency: .ordinary,
                    hour: UnixHour(rawValue: 490_000),
                    bodyHash: .sha256(of: [1, 2, 3]),
                    proofHash: .sha256(of: proof)
                )
                header = made
                return Entry.make(header: made, body: [1, 2, 3], key: key)
            }
            try store.eraseBody(entry.reference, proof: proof)
        }
        let made = try #require(header)
        var work = try work()
        func check(_ entry: EntryReference, _ digest: Digest) -> CheckedStatement? {
            let body = StatementBody.opened(
                station: station,
                entry,
                headerDigest: digest,
                proof: proof
            )
            work.perform(.checkStatement(body, number: 1))
            guard case .statementChecked(let checked, number: 1)? = told().last else { return nil }
            return checked
        }
        guard case .repeated? = check(made.reference, made.digest) else {
            Issue.record("an entry that was opened is called opened once more, and refused")
            return
        }
        // Another entry at its place, and one that was never here, are refused.
        let never = EntryReference(journal: made.reference.journal, sequence: 9)
        for (entry, digest) in [(made.reference, Digest.zero), (never, made.digest)] {
            guard case .refused? = check(entry, digest) else {
                Issue.record("what was never here was taken")
                return
            }
        }
    }

    /// Broken once: with a change that writes nothing.
    @Test func `F54 the newest key list of the configuration is in the real journal`() throws {
        let statement = try centre.signedKeyList(number: 6)
        var work = try work()
        work.perform(.change(.keepKeyList(statement: statement)))
        _ = consume work
        #expect(try store().keyList() == statement)
    }
}
