import DeskProtocol
import InboxKit
import MeldpostCore
import RecordFormat
import Testing

@testable import InboxServer

@Suite struct CloneTests {
    @Test func `F54 a replayed cell is not taken and is reported`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let entry = box.append(length: 2_000)
        let cell = box.cell(box.pieces(of: entry)[0])
        #expect(try centre.exchange(cell)?.verdict == .accepted)
        let replay = try centre.exchange(cell)
        #expect(replay?.verdict == .counterNotGrown)
        #expect(replay?.progressSequence == 0)
        #expect(try centre.conditions() == [.counterBack, .newJournal])
    }

    @Test func `F72 an idle clone is seen at its first cell`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        _ = box.append(length: 100)
        for _ in 0..<5 { try centre.exchange(&box) }
        var clone = box
        try centre.exchange(&box)
        #expect(try centre.conditions() == [.newJournal])
        #expect(try centre.exchange(&clone).verdict == .counterNotGrown)
        #expect(try centre.conditions() == [.counterBack, .newJournal])
    }

    @Test func `F72 a clone that took a later row of counters is seen at the original's next cell`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        for _ in 0..<5 { try centre.exchange(&box) }
        var clone = box
        clone.counter = 1_000
        #expect(try centre.exchange(&clone).verdict == .accepted)
        #expect(try centre.exchange(&box).verdict == .counterNotGrown)
        #expect(try centre.conditions().contains(.counterBack))
    }

    @Test func `F45 a card that was set back is marked as a fork although its counter grows`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        _ = box.append(length: 100)
        try centre.exchange(&box)
        var old = box
        _ = box.append(length: 100)
        try centre.exchange(&box)
        old.counter = 500
        let down = try centre.exchange(&old)
        #expect(down.verdict == .quarantined)
        #expect(try centre.conditions() == [.fork, .newJournal])
    }

    @Test func `F45 another digest at a known place is a fork, and both entries are kept`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        var other = box
        let one = box.append(length: 900)
        let two = other.append(length: 900)
        try centre.send(one, from: &box)
        other.counter = box.counter
        let first = try centre.exchange(&other, other.pieces(of: two)[0])
        #expect(first.verdict == .quarantined)
        try centre.send(two, from: &other)
        let entries = try centre.ledger.entries(after: 0).entries
        #expect(Set(entries.map(\.entry.bytes)) == [one.encoded(), two.encoded()])
        #expect(entries.map(\.isForked) == [true, true])
        // The report in it is not lost, and its station is told so.
        while try centre.exchange(&other).delivery != nil {}
        let receipt = StatementBody.receipt(
            station: other.id,
            two.header.reference,
            headerDigest: two.header.digest
        )
        #expect(other.statements.contains(receipt))
    }

    @Test func `F45 a head that differs from an entry that is here is a fork without any entry`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        var other = box
        try centre.send(box.append(length: 100), from: &box)
        _ = other.append(length: 100)
        other.counter = box.counter
        #expect(try centre.exchange(&other).verdict == .quarantined)
    }

    @Test
    func `F45 an entry that does not join its neighbours is a fork in both orders of arrival`()
        throws
    {
        for isReversed in [false, true] {
            var box = VirtualBox()
            let centre = try VirtualCentre([box])
            var other = box
            let first = box.append(length: 100)
            _ = other.append(length: 100)
            let second = other.append(length: 100)
            other.chain = []  // No head is claimed: only the entries speak.
            box.chain = []
            for entry in isReversed ? [second, first] : [first, second] {
                try centre.send(entry, from: &box)
            }
            #expect(try centre.conditions() == [.fork, .newJournal])
        }
    }

    @Test func `a panic cell may overtake a pace cell without a condition`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        _ = box.append(length: 100)
        let hanging = box.cell()
        _ = box.append(urgency: .panic, length: 100)
        let incident = IncidentID(using: &box.random)
        let panic = box.cell(box.panic(incident))
        #expect(try centre.exchange(panic)?.verdict == .accepted)
        #expect(try centre.exchange(hanging)?.verdict == .accepted)
        #expect(try centre.conditions() == [.newJournal])
    }

    @Test
    func `a new journal is a condition until a person clears it, and takes entries meanwhile`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        try centre.exchange(&box)
        let first = try #require(try centre.ledger.conditions().conditions.first)
        #expect(first.condition == .newJournal)
        #expect(
            try centre.ledger.clear(ConditionClearance(number: first.number), at: centre.now)
                .isCleared
        )
        #expect(try centre.conditions() == [])
        box.beginJournal()
        try centre.send(box.append(length: 100), from: &box)
        #expect(try centre.conditions() == [.newJournal])
        #expect(try centre.ledger.entries(after: 0).entries.count == 1)
        #expect(
            try !centre.ledger.clear(ConditionClearance(number: first.number), at: centre.now)
                .isCleared
        )
    }

    @Test func `a journal that comes back after another one is a fork`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        try centre.exchange(&box)
        var old = box
        box.beginJournal()
        try centre.exchange(&box)
        #expect(try centre.exchange(&old).verdict == .quarantined)
    }

    @Test func `entries saved from an older journal are taken in cells of the new one`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let old = box.append(length: 100)
        try centre.exchange(&box)
        box.beginJournal()
        try centre.send(old, from: &box)
        #expect(try centre.ledger.entries(after: 0).entries.count == 1)
        #expect(try !centre.conditions().contains(.fork))
    }

    @Test func `a missing entry becomes a gap only when the station has nothing more to send`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let missing = box.append(length: 100)
        try centre.send(box.append(length: 100), from: &box)
        for _ in 0..<29 { try centre.exchange(&box) }
        #expect(try !centre.conditions().contains(.gap))
        // An entry of another place begins the count anew.
        try centre.send(box.append(length: 100), from: &box)
        for _ in 0..<29 { try centre.exchange(&box) }
        #expect(try !centre.conditions().contains(.gap))
        try centre.exchange(&box)
        let gap = try centre.ledger.conditions().conditions.first { $0.condition == .gap }
        #expect(gap?.sequence == 1)
        try centre.send(missing, from: &box)
        #expect(try !centre.conditions().contains(.gap))
    }

    @Test func `a gap that a person gives up does not come back`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        _ = box.append(length: 100)
        for _ in 0..<40 { try centre.exchange(&box) }
        let gap = try #require(
            try centre.ledger.conditions().conditions.first { $0.condition == .gap }
        )
        _ = try centre.ledger.clear(ConditionClearance(number: gap.number), at: centre.now)
        for _ in 0..<40 { try centre.exchange(&box) }
        #expect(try !centre.conditions().contains(.gap))
    }
}
