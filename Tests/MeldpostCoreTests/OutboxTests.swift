import Testing

@testable import MeldpostCore

@Suite struct OutboxTests {
    private static let journal = JournalID.zero

    private func reference(_ sequence: UInt64) -> EntryReference {
        EntryReference(journal: Self.journal, sequence: sequence)
    }

    private func outbox(_ entries: [(UInt64, Urgency)], length: UInt32 = 2_000) -> Outbox {
        var outbox = Outbox()
        for (sequence, urgency) in entries {
            outbox.add(
                WaitingEntry(reference: reference(sequence), urgency: urgency, length: length)
            )
        }
        return outbox
    }

    private func next(_ outbox: inout Outbox, leavingAtOnce: Bool = false) -> UInt64? {
        outbox.next(leavingAtOnce: leavingAtOnce)?.0.sequence
    }

    /// Sends pieces until there are none; the order in which entries were begun.
    private func drain(_ outbox: inout Outbox) -> [UInt64] {
        var order: [UInt64] = []
        while let (reference, offset) = outbox.next(leavingAtOnce: false) {
            if offset == 0 { order.append(reference.sequence) }
            outbox.noteAnswer(
                to: reference,
                progress: Progress(entry: reference, offset: min(offset + 800, 2_000))
            )
            if offset + 800 >= 2_000 { _ = outbox.receipt(reference) }
        }
        return order
    }

    @Test func `panic goes before urgent, ordinary and log, and then the sequence counts`() {
        var box = outbox([
            (1, .log), (2, .ordinary), (3, .urgent), (4, .panic), (5, .ordinary), (6, .panic),
            (7, .urgent), (8, .log),
        ])
        #expect(drain(&box) == [4, 6, 3, 7, 2, 5, 1, 8])
        #expect(box.unreceiptedCount == 0)
        // The bodies are still here: nobody opened them (P5).
        #expect(box.count == 8)
    }

    @Test func `only panic and urgent entries leave at once`() {
        var box = outbox([(1, .log), (2, .ordinary)])
        #expect(next(&box, leavingAtOnce: true) == nil)
        box.add(WaitingEntry(reference: reference(3), urgency: .urgent, length: 10))
        #expect(next(&box, leavingAtOnce: true) == 3)
    }

    @Test func `the inbox decides on the offset, forwards and backwards`() {
        var box = outbox([(1, .ordinary)])
        box.noteAnswer(to: reference(1), progress: Progress(entry: reference(1), offset: 1_600))
        let forwards = box.next(leavingAtOnce: false)
        #expect(forwards?.offset == 1_600)
        box.noteAnswer(to: reference(1), progress: Progress(entry: reference(1), offset: 0))
        let backwards = box.next(leavingAtOnce: false)
        #expect(backwards?.offset == 0)
    }

    @Test func `an urgent entry goes in between, and the other goes on where it was`() {
        var box = outbox([(1, .ordinary)])
        box.noteAnswer(to: reference(1), progress: Progress(entry: reference(1), offset: 800))
        box.add(WaitingEntry(reference: reference(2), urgency: .urgent, length: 2_000))
        #expect(next(&box) == 2)
        _ = box.receipt(reference(2))
        let resumed = box.next(leavingAtOnce: false)
        #expect(resumed?.0 == reference(1) && resumed?.offset == 800)
    }

    @Test func `without a receipt a complete entry is sent anew after thirty exchanges`() {
        var box = outbox([(1, .ordinary), (2, .ordinary)])
        box.noteAnswer(to: reference(1), progress: Progress(entry: reference(1), offset: 2_000))
        #expect(next(&box) == 2)
        for _ in 1..<30 {
            box.noteAnswer(to: nil, progress: Progress(entry: nil, offset: 0))
            #expect(next(&box) == 2)
        }
        box.noteAnswer(to: nil, progress: Progress(entry: nil, offset: 0))
        #expect(next(&box) == 1)
        let anew = box.next(leavingAtOnce: false)
        #expect(anew?.offset == 0)
    }

    @Test func `F62 an entry that is always refused holds up the others less and less`() {
        var box = outbox([(1, .ordinary), (2, .ordinary)])
        var tries = 0
        for _ in 0..<10_000 {
            guard let (reference, _) = box.next(leavingAtOnce: false) else { break }
            let isPoisoned = reference.sequence == 1
            tries += isPoisoned ? 1 : 0
            box.noteAnswer(
                to: isPoisoned ? reference : nil,
                progress: Progress(entry: nil, offset: 0)
            )
        }
        // 30 + 60 + … + 1,920 exchanges apart, and then 1,920 for ever: it is never given up.
        #expect(tries > 5 && tries < 15)
    }

    @Test func `an entry that is lost on its way three times gives way to the others`() {
        var box = outbox([(1, .ordinary), (2, .ordinary)])
        for _ in 0..<2 {
            box.noteAnswer(to: reference(1), progress: Progress(entry: reference(1), offset: 0))
            #expect(next(&box) == 1)
        }
        box.noteAnswer(to: reference(1), progress: Progress(entry: reference(1), offset: 0))
        #expect(next(&box) == 2)
    }

    @Test func `a receipt counts once, and an unknown one not at all`() {
        var box = outbox([(1, .ordinary)])
        let result1 = box.receipt(reference(1))
        #expect(result1)
        let result2 = box.receipt(reference(1))
        #expect(!result2)
        let result3 = box.receipt(reference(9))
        #expect(!result3)
        let result4 = box.remove(reference(1))
        #expect(result4)
        let result5 = box.remove(reference(1))
        #expect(!result5)
        #expect(box.count == 0)
        #expect(next(&box) == nil)
    }

    @Test func `F48 a hundred thousand entries are put in and sent in order`() {
        var box = Outbox()
        for sequence: UInt64 in 1...100_000 {
            box.add(
                WaitingEntry(reference: reference(sequence), urgency: .ordinary, length: 800)
            )
        }
        for sequence: UInt64 in 1...5_000 {
            #expect(next(&box) == sequence)
            _ = box.receipt(reference(sequence))
        }
        #expect(box.unreceiptedCount == 95_000)
    }
}
