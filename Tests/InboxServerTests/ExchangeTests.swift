import DeskProtocol
import InboxKit
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

@testable import InboxServer

@Suite struct ExchangeTests {
    @Test func `an entry that comes piece by piece is kept and signed for in the last answer`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        try centre.exchange(&box)  // The key list comes first.
        let entry = box.append(length: 3_000)
        let last = try centre.send(entry, from: &box)
        #expect(last.progressOffset == UInt32(entry.encoded().count))
        #expect(last.verdict == .accepted)
        let receipt = StatementBody.receipt(
            station: box.id,
            entry.header.reference,
            headerDigest: entry.header.digest
        )
        #expect(box.statements.last == receipt)
        #expect(try centre.ledger.entries(after: 0).entries.map(\.entry.bytes) == [entry.encoded()])
    }

    @Test func `a lost answer costs one piece: the station is told where to go on`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let entry = box.append(length: 3_000)
        let pieces = box.pieces(of: entry)
        try centre.exchange(&box, pieces[0])
        _ = try centre.exchange(box.cell(pieces[1]))  // The answer is lost.
        let again = try centre.exchange(&box, pieces[1])
        #expect(again.progressOffset == UInt32(2 * UpCell.pieceCapacity))
        let skipped = try centre.exchange(&box, pieces[3])
        #expect(skipped.progressOffset == UInt32(2 * UpCell.pieceCapacity))
    }

    @Test func `the same entry sent again gets the same receipt and changes nothing`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let entry = box.append(length: 2_000)
        try centre.send(entry, from: &box)
        while try centre.exchange(&box).delivery != nil {}
        let before = try centre.ledger.entries(after: 0)
        let statements = box.statements.count
        for _ in 0..<20 {
            let down = try centre.exchange(&box, box.pieces(of: entry)[0])
            #expect(down.progressOffset == UInt32(entry.encoded().count))
        }
        let receipts = box.statements.dropFirst(statements)
        #expect(Set(receipts).count == 1 && receipts.first == box.statements[statements - 1])
        #expect(try centre.ledger.entries(after: 0) == before)
        #expect(try centre.conditions() == [.newJournal])
    }

    @Test func `a thousand repetitions queue one receipt while the station does not fetch it`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let entry = box.append(length: 300)
        for _ in 0..<200 { _ = try centre.exchange(box.cell(box.pieces(of: entry)[0])) }
        while try centre.exchange(&box).delivery != nil {}
        #expect(box.statements.count == 2)  // The key list and one receipt.
    }

    @Test func `urgent entries may overtake ordinary ones without a condition`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let ordinary = box.append(length: 2_000)
        try centre.exchange(&box, box.pieces(of: ordinary)[0])
        let urgent = box.append(urgency: .urgent, length: 2_000)
        let panic = box.append(urgency: .panic, length: 900)
        try centre.exchange(&box, box.pieces(of: urgent)[0])
        try centre.send(panic, from: &box)
        for load in box.pieces(of: urgent).dropFirst() { try centre.exchange(&box, load) }
        for load in box.pieces(of: ordinary).dropFirst() { try centre.exchange(&box, load) }
        #expect(try centre.conditions() == [.newJournal])
        let order = try centre.ledger.entries(after: 0).entries.map(\.entry.bytes)
        #expect(order == [panic, urgent, ordinary].map { $0.encoded() })
    }

    @Test func `an entry in the middle of its pieces goes on after the inbox was restarted`() throws
    {
        var box = VirtualBox()
        let keys = CentreKeys()
        let folder = TemporaryFolder()
        let entry = box.append(length: 3_000)
        let pieces = box.pieces(of: entry)
        for (place, load) in pieces.enumerated() {
            // Opened anew for every piece.
            let ledger = try VirtualCentre.open(folder.path, [box.known], keys, number: 1)
            let cell = box.cell(load)
            let now = UnixTime(milliseconds: Int64(place))
            let down = try ledger.exchange(cell, at: now)?.cell
            let expected = min((place + 1) * UpCell.pieceCapacity, entry.encoded().count)
            #expect(down?.progressOffset == UInt32(expected))
        }
        let ledger = try VirtualCentre.open(folder.path, [box.known], keys, number: 1)
        let kept = try ledger.entries(after: 0).entries
        #expect(kept.map(\.entry.bytes) == [entry.encoded()])
    }

    @Test func `at most eight entries are kept in part, and the one touched longest ago gives way`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let entries = (0..<12).map { _ in box.append(length: 3_000) }
        for entry in entries { try centre.exchange(&box, box.pieces(of: entry)[0]) }
        #expect(try centre.ledger.partialCount(of: box.id) == 8)
        let first = try centre.exchange(&box, box.pieces(of: entries[0])[1])
        #expect(first.progressOffset == 0)
        let last = try centre.exchange(&box, box.pieces(of: entries[11])[1])
        #expect(last.progressOffset == UInt32(2 * UpCell.pieceCapacity))
    }

    @Test func `F52 an entry that claims a huge length is refused at its first piece`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let huge = UpLoad.piece(
            journal: box.journal,
            sequence: 1,
            offset: 0,
            total: UInt32(Entry.lengthLimit),
            data: box.randomBytes(UpCell.pieceCapacity)
        )
        #expect(try centre.exchange(&box, huge).verdict == .pieceRefused)
        let long = box.append(length: 140_000)
        #expect(try centre.exchange(&box, box.pieces(of: long)[0]).verdict == .pieceRefused)
        #expect(try centre.ledger.partialCount(of: box.id) == 0)
        #expect(try centre.conditions() == [.refusedEntry, .newJournal])
    }

    @Test func `F47 a flipped bit in any piece of an entry is refused and the entry sent again`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let entry = box.append(length: 2_000)
        for place in 0..<box.pieces(of: entry).count {
            var down: DownCell?
            for (index, load) in box.pieces(of: entry).enumerated() {
                guard case .piece(let journal, let sequence, let offset, let total, var data) = load
                else { continue }
                if index == place { data[data.count / 2] ^= 1 }
                down = try centre.exchange(
                    &box,
                    .piece(
                        journal: journal,
                        sequence: sequence,
                        offset: offset,
                        total: total,
                        data: data
                    )
                )
                if down?.verdict == .pieceRefused { break }
            }
            #expect(down?.verdict == .pieceRefused)
            #expect(down?.progressOffset == 0)
        }
        #expect(try centre.ledger.entries(after: 0).entries.isEmpty)
        try centre.send(entry, from: &box)
        #expect(try centre.ledger.entries(after: 0).entries.count == 1)
    }

    @Test func `an entry of another station is refused`() throws {
        var box = VirtualBox()
        var other = VirtualBox()
        let centre = try VirtualCentre([box, other])
        let entry = other.append(length: 500)
        #expect(try centre.exchange(&box, other.pieces(of: entry)[0]).verdict == .pieceRefused)
    }

    @Test
    func `a cell of an unknown station, or with numbers at the end of their type, is refused`()
        throws
    {
        var box = VirtualBox()
        var stranger = VirtualBox()
        let centre = try VirtualCentre([box])
        #expect(try centre.exchange(stranger.cell()) == nil)
        #expect(try centre.exchange(box.cell(counter: .max)) == nil)
        box.delivery = DeliveryCursor(number: .max)
        #expect(try centre.exchange(box.cell()) == nil)
    }
}
