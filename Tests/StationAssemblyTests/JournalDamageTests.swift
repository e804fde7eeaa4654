import DeviceThreads
import Foundation
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

@testable import StationAssembly

/// A journal that is damaged on the disk while the station runs.
@Suite(.timeLimit(.minutes(1))) struct JournalDamageTests {
    private let folder = TemporaryFolder(inMemory: true)
    private let centre = Centre()

    /// A keeper on a thread of its own, and what it tells.
    private struct Running {
        let keeper: JournalKeeper
        let answers: Mailbox<LoopInput>
        let thread: DedicatedThread

        func next<Value>(_ pick: (LoopInput) -> Value?) -> Value? {
            while case .element(let input) = answers.take(patience: .seconds(20)) {
                if let value = pick(input) { return value }
            }
            return nil
        }

        func opened() -> JournalSnapshot? {
            next { if case .journalOpened(let snapshot) = $0 { snapshot } else { nil } }
        }

        func stored() -> (entry: WaitingEntry, head: ChainHead)? {
            next {
                if case .entryAppended(_, let entry, let head) = $0 { (entry, head) } else { nil }
            }
        }

        func stop() {
            keeper.close()
            thread.join()
        }
    }

    private func start(in place: String? = nil, knowsKeys: Bool = true) throws -> Running {
        let answers = Mailbox<LoopInput>(capacities: LoopLane.allCases.map(\.capacity))
        let keeper = JournalKeeper(
            JournalKeeper.Setting(
                directory: place ?? folder.path,
                limits: JournalLimits(reserveBytes: 1 << 17),
                station: centre.stationID,
                key: centre.station,
                recipients: knowsKeys ? try centre.keyList().recipientSets : [],
                listNumber: knowsKeys ? 1 : 0
            ),
            answers: answers
        )
        let thread = DedicatedThread(name: "journal") { keeper.run() }
        return Running(keeper: keeper, answers: answers, thread: thread)
    }

    private func request(_ ticket: UInt64) -> StoreRequest {
        StoreRequest(
            ticket: ticket,
            content: .service(ServiceContent(action: Code(rawValue: "test"), number: ticket)),
            source: nil,
            told: nil,
            trace: TraceContent(
                claimedTimeMilliseconds: 1_780_000_000_000,
                earliestTimeMilliseconds: 1_780_000_000_000,
                clockTrust: .carried,
                softwareVersion: "test",
                panel: "test",
                island: Island.bonaire.code
            ),
            urgency: .log,
            island: .bonaire,
            hour: UnixTime(milliseconds: 1_780_000_000_000).hour
        )
    }

    /// The keys are the journal's own to know, whether or not it is open.
    ///
    /// Broken once: dropped with the other orders, so that nothing could be sealed until a new start.
    @Test func `a key list that is to be used while no journal opens is used once one does`() throws
    {
        let running = try start(in: folder.file("later/state"), knowsKeys: false)
        defer { running.stop() }
        let fault = running.next {
            if case .stimulus(.journalFailed(let fault)) = $0 { fault } else { nil }
        }
        #expect(fault != nil)
        running.keeper.post(.useKeyList(try centre.keyList()))
        mkdir(folder.file("later"), 0o700)
        #expect(running.opened() != nil)
        running.keeper.post(.store(request(1)))
        #expect(running.stored() != nil)
    }

    /// Appends an entry that is larger than what the journal keeps in memory, and empties the log.
    private func appendLarge() throws -> WaitingEntry {
        var store = try JournalStore(
            directory: folder.path,
            station: centre.stationID,
            limits: JournalLimits(reserveBytes: 1 << 17)
        )
        let (journal, station, key) = (store.journal, centre.stationID, centre.station)
        let body = [UInt8](repeating: 5, count: 4_000_000)
        let entry = try store.append(terms: []) { sequence, previous in
            Entry.make(
                header: EntryHeader(
                    station: station,
                    journal: journal,
                    sequence: sequence,
                    previous: previous,
                    urgency: .log,
                    hour: UnixTime(milliseconds: 1_780_000_000_000).hour,
                    bodyHash: .sha256(of: body),
                    proofHash: .zero
                ),
                body: body,
                key: key
            )
        }
        try store.eraseDraft()
        return entry
    }

    /// Overwrites every page of the file but the first, as a dying card does.
    private func damage() throws {
        let path = folder.path + "/journal.sqlite"
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        let length = try handle.seekToEnd()
        for page in 1..<(length / 4_096) {
            try handle.seek(toOffset: page * 4_096)
            try handle.write(contentsOf: [UInt8](repeating: 0x77, count: 4_096))
        }
        try handle.close()
    }

    /// Broken once: without the new look in `readPiece` a record is refused first; as it was, with a
    /// keeper that keeps what it opened, none lands until the next start.
    @Test
    func `F43 a file damaged under a running station is set aside, and the next record lands`()
        throws
    {
        var entries: [WaitingEntry] = []
        do {
            let before = try start()
            #expect(before.opened()?.isSetAside == false)
            for ticket in 1...3 as ClosedRange<UInt64> {
                before.keeper.post(.store(request(ticket)))
                if let stored = before.stored() { entries.append(stored.entry) }
            }
            // It empties the log: all is in the file now.
            before.keeper.post(.change(.eraseDraft(.kiosk)))
            before.stop()
        }
        entries.append(try appendLarge())
        #expect(entries.count == 4)
        let running = try start()
        #expect(running.opened()?.head.sequence == 4)
        try damage()
        for (number, entry) in entries.enumerated() {
            let load = CellLoad.piece(entry.reference, offset: 0)
            let order = ExchangeOrder(number: UInt64(number + 1), lane: .pace, load: load)
            running.keeper.post(.readPiece(order, count: 100))
        }
        let anew = running.opened()
        #expect(anew?.isSetAside == true)
        #expect(anew?.head.sequence == 0)
        running.keeper.post(.store(request(4)))
        let stored = running.stored()
        #expect(stored?.head.sequence == 1)
        #expect(stored?.entry.reference.journal != entries[0].reference.journal)
        running.stop()
        // It is on the disk, and a start finds it.
        let after = try start()
        let found = after.opened()
        #expect(found?.isSetAside == false && found?.head.sequence == 1)
        after.stop()
        #expect(FileManager.default.fileExists(atPath: folder.file("journal.set-aside-1.sqlite")))
    }

    /// Broken once: without `recordSetAside` nothing is asked of the journal.
    @Test func `a journal that was set aside leaves a service record, each time`() throws {
        let bench = try LoopBench()
        func records() -> [UInt64] {
            bench.journal.orders.compactMap { order in
                guard case .store(let request) = order,
                    case .service(let content) = request.content,
                    content.action.rawValue == "journal-set-aside"
                else { return nil }
                return content.number
            }
        }
        #expect(records() == [])
        bench.open(isSetAside: true)
        #expect(records() == [1])
        #expect(bench.isRaised(.journalSetAside))
    }
}
