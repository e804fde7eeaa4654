import JournalStore
import MeldpostCore
import ProgramKit
import Testing

/// Two journals set aside, one after the other: the newest truth wins.
@Suite struct SalvageOrderTests {
    private let folder = TemporaryFolder(inMemory: true)

    private func damage() throws {
        // The free page list is made wrong: no row is hurt, but the structure is.
        let bytes = try #require(folder.bytes("journal.sqlite"))
        folder.write(
            Array(bytes[..<36]) + [0, 0, 0, 99] + Array(bytes[40...]),
            to: "journal.sqlite"
        )
    }

    /// Broken once: without `SettledFiles` the older file brings back the alarm and both terms.
    @Test func `P7 a reset panic and a closed term do not come back out of an older journal`()
        throws
    {
        var open: EntryReference?
        do {
            var store = try JournalFixture.open(folder.path, seed: 1)
            for _ in 1...2 {
                try JournalFixture.append(to: &store, bodyBytes: 500, terms: [.decideOnSteps])
            }
            try store.latchPanic(PanicMemory(incident: JournalFixture.incident(9)))
            // It empties the log, so that the damage is not mended by it.
            try store.commitDummy(byteCount: 100)
        }
        try damage()
        do {
            var store = try JournalFixture.open(folder.path, seed: 2)
            #expect(store.opening.kind == .setAside(.damaged))
            let memory = try store.memory()
            #expect(memory.clocks.count == 2 && memory.panic.incident != nil)
            let closed = try #require(memory.clocks.first)
            open = memory.clocks.last?.entry
            try store.closeClock(closed.entry, closed.term)
            try store.latchPanic(PanicMemory())
            try store.commitDummy(byteCount: 100)
        }
        try damage()
        let store = try JournalFixture.open(folder.path, seed: 3)
        #expect(store.opening.kind == .setAside(.damaged))
        let memory = try store.memory()
        #expect(memory.panic.isEmpty)
        #expect(memory.clocks.map(\.entry) == [open])
        #expect(memory.waiting.count == 2)
    }

    @Test func `a reset that is not settled comes over into the next journal`() throws {
        let reset = JournalFixture.incident(4)
        do {
            var store = try JournalFixture.open(folder.path, seed: 1)
            try JournalFixture.append(to: &store, bodyBytes: 500)
            try store.latchPanic(
                PanicMemory(incident: JournalFixture.incident(5), resets: [reset])
            )
            try store.commitDummy(byteCount: 100)
        }
        try damage()
        let store = try JournalFixture.open(folder.path, seed: 2)
        #expect(store.opening.kind == .setAside(.damaged))
        let memory = try store.memory()
        #expect(memory.panic.resets == [reset])
        #expect(memory.panic.incident == JournalFixture.incident(5))
    }
}
