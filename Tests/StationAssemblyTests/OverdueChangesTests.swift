import MeldpostCore
import Testing

@testable import StationAssembly

@Suite struct OverdueChangesTests {
    private func entry(_ number: UInt64) -> EntryReference {
        EntryReference(journal: .zero, sequence: number)
    }

    /// A change as far as the tests tell one from another.
    private func name(_ change: JournalChange) -> String {
        switch change {
        case .markReceipted(let entry): "receipted \(entry.sequence)"
        case .eraseBody(let entry, _): "erase \(entry.sequence)"
        case .closeClock(let entry, _): "close \(entry.sequence)"
        case .latchPanic(let memory): "latch \(memory.incident?.counter ?? 0)"
        case .keepCall: "call"
        case .keepKeyList: "list"
        case .saveOwedSlots(let count): "owed \(count)"
        case .saveTimeBound(let time): "bound \(time.milliseconds)"
        case .commitDummy: "dummy"
        case .eraseDraft: "draft"
        }
    }

    /// Broken once: without the removal of the older value the first bound is written after the
    /// second.
    @Test func `of one value only the newest counts, and changes of entries keep their order`() {
        var overdue = OverdueChanges()
        #expect(overdue.isEmpty)
        overdue.add(.saveTimeBound(UnixTime(milliseconds: 1)))
        overdue.add(.markReceipted(entry(1)))
        overdue.add(.saveOwedSlots(4))
        overdue.add(.latchPanic(PanicMemory()))
        overdue.add(.markReceipted(entry(2)))
        overdue.add(.saveTimeBound(UnixTime(milliseconds: 2)))
        overdue.add(.saveOwedSlots(5))
        overdue.add(.closeClock(entry(1), .decideOnSteps))
        #expect(!overdue.isEmpty)
        #expect(
            overdue.takeAll().map(name)
                == ["receipted 1", "latch 0", "receipted 2", "bound 2", "owed 5", "close 1"]
        )
        #expect(overdue.isEmpty && overdue.takeAll().isEmpty)
    }

    @Test func `more than the limit is dropped and known, but never a value`() {
        var overdue = OverdueChanges()
        for number in 1...UInt64(OverdueChanges.limit) {
            overdue.add(.markReceipted(entry(number)))
        }
        #expect(!overdue.hasDropped)
        overdue.add(.latchPanic(PanicMemory()))
        #expect(!overdue.hasDropped)
        overdue.add(.closeClock(entry(1), .decideOnSteps))
        #expect(overdue.hasDropped)
        let names = overdue.takeAll().map(name)
        #expect(names.count == OverdueChanges.limit + 1 && names.last == "latch 0")
        // What was dropped stays dropped: the centre's statement is not passed in this run.
        #expect(overdue.hasDropped)
    }
}
