import ControlProtocol
import MeldpostCore
import RecordFormat
import Testing

@testable import StationAssembly

/// What the loop asks of the journal: which key list counts, and what waits where there is no room.
@Suite(.serialized) struct LoopOrderTests {
    private func keptLists(_ bench: LoopBench) -> [[UInt8]] {
        bench.journal.orders.compactMap { order in
            if case .change(.keepKeyList(let statement)) = order { statement } else { nil }
        }
    }

    private func listRecords(_ bench: LoopBench) -> [UInt64] {
        bench.journal.orders.compactMap { order in
            guard case .store(let request) = order, case .service(let content) = request.content
            else { return nil }
            return content.number
        }
    }

    /// Broken once: without `keepConfiguredList` nothing is kept, and the next start may use an older list.
    @Test func `F54 a configured key list newer than the kept one is kept and recorded`() throws {
        let bench = try LoopBench(listNumber: 5)
        #expect(keptLists(bench).count == 1 && listRecords(bench).isEmpty)
        bench.open(keyList: try bench.centre.signedKeyList(number: 3))
        #expect(keptLists(bench).count == 2 && listRecords(bench) == [5])
        #expect(bench.loop.ring.list?.number == 5)
        #expect(!bench.isRaised(.keyListRefused))
    }

    /// The centre sent a newer list since the file was written: that is no fault.
    ///
    /// Broken once: with the condition raised for every list that is not the configured one.
    @Test
    func `F54 a configured key list older than the kept one is not used, and that is no fault`()
        throws
    {
        let bench = try LoopBench()
        bench.open(keyList: try bench.centre.signedKeyList(number: 3))
        #expect(bench.loop.ring.list?.number == 3)
        #expect(!bench.isRaised(.keyListRefused))
        #expect(listRecords(bench).isEmpty)
    }

    /// Broken once: with the refusal of the start kept, a later one is told with its words.
    @Test func `F54 where the configured list is refused the kept one counts, and is no change`()
        throws
    {
        let bench = try LoopBench(listNumber: nil)
        #expect(bench.isRaised(.keyListRefused) && bench.isRaised(.recipientsMissing))
        #expect(keptLists(bench).isEmpty)
        let asked = bench.journal.orders.count
        bench.open(keyList: try bench.centre.signedKeyList(number: 3))
        guard case .useKeyList(let list)? = bench.journal.orders.dropFirst(asked).first else {
            Issue.record("what is stored comes before its list: \(bench.journal.orders)")
            return
        }
        #expect(list.number == 3 && bench.loop.ring.list?.number == 3)
        #expect(!bench.isRaised(.recipientsMissing))
        #expect(bench.isRaised(.keyListRefused))
        #expect(keptLists(bench).isEmpty && listRecords(bench).isEmpty)
        bench.loop.handle(.countersReserved(1_025..<2_049))
        let newer = try Statement(decoding: try bench.centre.signedKeyList(number: 4))
        try bench.exchange(saying: newer, number: 1)
        #expect(!bench.isRaised(.keyListRefused))
        #expect(bench.loop.texts.words(of: .keyListRefused) == Condition.keyListRefused.words)
    }

    /// Broken once: called not genuine, as one that another key signed.
    @Test
    func `without a key list nobody can say whose an answer is, and the centre is not blamed`()
        throws
    {
        let bench = try LoopBench(listNumber: nil)
        try bench.exchange()
        #expect(!bench.isRaised(.centreNotGenuine))
        #expect(bench.loop.machine.lastCourierFault == .timedOut)
    }

    @Test func `F54 another configured list of the same number is not used, and named`() throws {
        let bench = try LoopBench(listNumber: 3)
        bench.open(keyList: try bench.centre.signedKeyList(number: 3, island: .saba))
        #expect(bench.isRaised(.keyListRefused))
        #expect(listRecords(bench).isEmpty)
        bench.loop.handle(.countersReserved(1_025..<2_049))
        // Broken once: with a clear on a newer list only, it is raised for ever.
        let inForce = try Statement(
            decoding: try bench.centre.signedKeyList(number: 3, island: .saba)
        )
        try bench.exchange(saying: inForce, number: 1)
        #expect(!bench.isRaised(.keyListRefused))
    }

    /// Broken once: with a change that is dropped, the list is never kept.
    @Test func `changes wait for room, in order, and nothing overtakes them`() throws {
        let bench = try LoopBench()
        bench.journal.setRoom(false)
        let asked = bench.journal.orders.count
        for number in 1...3 as ClosedRange<UInt64> {
            let entry = EntryReference(journal: .zero, sequence: number)
            bench.loop.perform(.markReceipted(entry))
        }
        bench.loop.perform(.saveOwedSlots(1))
        bench.loop.perform(.saveOwedSlots(2))
        #expect(bench.journal.orders.count == asked && !bench.loop.backlog.isEmpty)
        bench.journal.setRoom(true)
        bench.loop.perform(.closeClock(EntryReference(journal: .zero, sequence: 4), .decideOnSteps))
        let given = bench.journal.orders.dropFirst(asked).map { order in
            switch order {
            case .change(.markReceipted(let entry)): "receipted \(entry.sequence)"
            case .change(.saveOwedSlots(let count)): "owed \(count)"
            case .change(.closeClock(let entry, _)): "closed \(entry.sequence)"
            default: "other"
            }
        }
        #expect(given == ["receipted 1", "receipted 2", "receipted 3", "owed 2", "closed 4"])
        #expect(bench.loop.backlog.isEmpty)
    }

    /// Broken once: with the version ignored, cells go to a courier that may not understand them.
    @Test func `a courier of another version is hung up and named`() throws {
        let bench = try LoopBench()
        bench.tellCourier(.attached(version: CourierFrame.version + 1))
        #expect(bench.isRaised(.courierVersionUnknown))
        #expect(!bench.loop.line.isConnected)
    }
}
