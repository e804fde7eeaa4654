import Testing

@testable import MeldpostCore

/// Resets: what the journal remembers of them until the centre knows and the record is on disk.
@Suite struct PanicResetTests {
    private func memory(_ bench: PanicBench) -> PanicMemory? {
        bench.effects.compactMap { effect in
            switch effect {
            case .latch(let memory), .store(_, let memory): memory
            default: nil
            }
        }.last
    }

    /// Broken once: with a latch of its own beside the record, there are two commits, and a power cut
    /// in between leaves the one without the other.
    @Test func `P6 a record and what is remembered with it are one order`() {
        var bench = PanicBench(isCourierAttached: false)
        bench.press(at: .seconds(1))
        #expect(bench.records.count == 1 && bench.latches.count == 1)
        #expect(memory(bench)?.incident?.isStored == true)
        bench.tell(.recordStored(number: bench.records[0].number), at: .seconds(2))
        #expect(bench.latches.count == 1)
        bench.clear()
        bench.tell(.resetRequested, at: .seconds(3))
        #expect(bench.records.count == 1 && bench.latches.count == 1)
        #expect(memory(bench)?.incident == nil)
        #expect(memory(bench)?.resets.map(\.isStored) == [true])
    }

    @Test func `F39 what a refused record was to carry is remembered by itself`() {
        var bench = PanicBench(isCourierAttached: false)
        bench.press(at: .seconds(1))
        bench.clear()
        bench.tell(.recordNotStored(number: 1), at: .seconds(2))
        #expect(bench.records.isEmpty && bench.latches.count == 1)
        #expect(memory(bench)?.incident?.isStored == false)
    }

    /// Broken once: with resets that are not taken over, no signal goes.
    @Test func `a reset from before is signalled and recorded until both are done`() throws {
        var bench = PanicBench(isCourierAttached: false)
        bench.press(at: .seconds(1))
        bench.tell(.resetRequested, at: .seconds(2))
        var kept = try #require(memory(bench))
        kept.resets[0].isStored = false
        var next = PanicBench(isJournalOpen: false)
        next.tell(.journalOpened(kept), at: .seconds(3))
        #expect(next.machine.current == nil && next.closings == 0)
        #expect(next.records.map(\.content.state) == [.reset])
        let notice = try #require(next.notices.first)
        #expect(notice.state == .reset && notice.incident == kept.resets[0].incident)
        next.tell(.receipted(notice.incident, counter: notice.counter), at: .seconds(4))
        #expect(memory(next)?.resets.count == 1)
        next.tell(.recordStored(number: next.records[0].number), at: .seconds(5))
        #expect(memory(next)?.isEmpty == true)
    }

    /// Broken once: where a reset gives way and `hasDroppedReset` stays false.
    @Test func `many resets wait, none is lost, and what is over the limit is shown`() {
        var bench = PanicBench(isCourierAttached: false)
        func cycle(_ number: Int) {
            bench.press(at: .seconds(number * 2))
            bench.tell(.resetRequested, at: .seconds(number * 2 + 1))
            for record in bench.records {
                bench.tell(.recordStored(number: record.number), at: .seconds(number * 2 + 1))
            }
        }
        for number in 1...PanicMachine.closingLimit {
            cycle(number)
            if number < PanicMachine.closingLimit { bench.clear() }
        }
        #expect(memory(bench)?.resets.count == PanicMachine.closingLimit)
        #expect(!bench.machine.hasDroppedReset)
        cycle(PanicMachine.closingLimit + 1)
        #expect(bench.machine.hasDroppedReset)
        #expect(memory(bench)?.resets.count == PanicMachine.closingLimit)
        for reset in memory(bench)?.resets ?? [] {
            bench.tell(.receipted(reset.incident, counter: reset.counter), at: .seconds(9_999))
        }
        bench.pass(to: .seconds(10_000))
        #expect(!bench.machine.hasDroppedReset)
    }
}
