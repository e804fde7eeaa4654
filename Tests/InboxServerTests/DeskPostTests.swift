import DeskProtocol
import InboxKit
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

@testable import InboxServer

@Suite struct DeskPostTests {
    private func opened(_ entry: Entry, of box: VirtualBox, proof: [UInt8]) -> StatementBody {
        .opened(
            station: box.id,
            entry.header.reference,
            headerDigest: entry.header.digest,
            proof: proof
        )
    }

    @Test func `P5 opened is taken only with the proof that belongs to the entry`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let proof = box.randomBytes(32)
        let entry = box.append(body: box.randomBytes(500), proof: proof)
        try centre.send(entry, from: &box)
        let wrong = opened(entry, of: box, proof: box.randomBytes(32))
        #expect(try centre.say(wrong) == .proofRefused)
        #expect(try centre.ledger.entries(after: 0).entries[0].isOpened == false)
        let right = opened(entry, of: box, proof: proof)
        #expect(try centre.say(right, key: SigningKey()) == .keyNotListed)
        #expect(try centre.say(right, key: centre.keys.inbox) == .keyNotListed)
        #expect(try centre.say(right) == .taken)
        #expect(try centre.say(right) == .known)
        #expect(try centre.ledger.entries(after: 0).entries[0].isOpened)
        while try centre.exchange(&box).delivery != nil {}
        #expect(box.statements.filter { $0.kind == .opened } == [right])
    }

    @Test func `a desk cannot make a receipt, and nobody can flip a bit of a statement`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let proof = box.randomBytes(32)
        let entry = box.append(body: box.randomBytes(500), proof: proof)
        try centre.send(entry, from: &box)
        let receipt = StatementBody.receipt(
            station: box.id,
            entry.header.reference,
            headerDigest: entry.header.digest
        )
        #expect(try centre.say(receipt) == .notAStatement)
        let statement = Statement.make(opened(entry, of: box, proof: proof), key: centre.keys.desk)
        for place in statement.encoded().indices {
            var bytes = statement.encoded()
            bytes[place] ^= 4
            let post = DeskPost(statements: [Base64Bytes(bytes)])
            #expect(try centre.ledger.take(post, at: centre.now).outcomes != [.taken])
        }
    }

    @Test func `a step that closes a term reaches the station once, and every step is in the log`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let entry = box.append(length: 500)
        try centre.send(entry, from: &box)
        let closed = StatementBody.clockClosed(
            station: box.id,
            entry.header.reference,
            headerDigest: entry.header.digest,
            .decideOnSteps,
            step: StepCode.decidedOnSteps.rawValue
        )
        #expect(try centre.say(closed) == .taken)
        #expect(try centre.say(closed) == .known)
        let digest = HexText.of(entry.header.digest.bytes)
        let notes = [
            StepNote(headerDigest: digest, step: StepCode.policeInformed.rawValue),
            StepNote(headerDigest: digest, step: StepCode.decidedOnSteps.rawValue),
            StepNote(headerDigest: digest, step: 200),
            StepNote(headerDigest: "00", step: StepCode.policeInformed.rawValue),
        ]
        let outcomes = try centre.ledger.take(DeskPost(steps: notes), at: centre.now).outcomes
        #expect(outcomes == [.taken, .stepUnknown, .stepUnknown, .subjectUnknown])
        let steps = try centre.ledger.steps(after: 0).steps
        #expect(steps.map(\.step) == [4, 6])
        #expect(steps.map(\.closedTerm) == [1, nil])
        #expect(try centre.ledger.entries(after: 0).entries[0].closedTerms == [1])
        while try centre.exchange(&box).delivery != nil {}
        #expect(box.statements.filter { $0.kind == .clockClosed } == [closed])
    }

    /// Broken once: with the entry looked up by its place alone, the other report's clock was closed.
    @Test func `F45 P7 after a fork a statement closes the clock of its own entry only`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        var restored = box
        let first = box.append(length: 400)
        let second = restored.append(length: 400)
        try centre.send(first, from: &box)
        restored.counter = box.counter
        try centre.send(second, from: &restored)
        #expect(first.header.reference == second.header.reference)
        func closed(_ digest: Digest, at reference: EntryReference) -> StatementBody {
            .clockClosed(
                station: box.id,
                reference,
                headerDigest: digest,
                .decideOnSteps,
                step: StepCode.decidedOnSteps.rawValue
            )
        }
        let place = second.header.reference
        let next = EntryReference(journal: place.journal, sequence: 2)
        #expect(try centre.say(closed(second.header.digest, at: next)) == .subjectUnknown)
        #expect(try centre.say(closed(.zero, at: place)) == .subjectUnknown)
        #expect(try centre.say(closed(second.header.digest, at: place)) == .taken)
        let entries = try centre.ledger.entries(after: 0).entries
        #expect(entries.map(\.entry.bytes) == [first.encoded(), second.encoded()])
        #expect(entries.map(\.closedTerms) == [[], [1]])
    }

    /// Broken once: with the pieces compared by number and offset only, the beginning of the key list
    /// and the receipts of the new database were put together.
    @Test func `a statement that came in part from a database that was lost is begun again`()
        throws
    {
        var box = VirtualBox()
        let keys = CentreKeys(isHybrid: true)
        let before = try VirtualCentre([box], keys: keys)
        for _ in 0..<3 { try before.exchange(&box) }
        #expect(box.delivery.bytes.count == 3 * DownCell.deliveryCapacity)
        // The new database has a key list of the same length under the number, signed anew.
        let after = TemporaryFolder()
        let ledger = try VirtualCentre.open(after.path, [box.known], keys, number: 2)
        var cells = 0
        while box.statements.isEmpty, cells < 100 {
            let cell = box.cell()
            let down = try #require(try ledger.exchange(cell, at: before.now))
            try box.take(down.cell, to: cell, keys: keys)
            cells += 1
        }
        guard case .keyList(let list)? = box.statements.first else {
            Issue.record("the key list did not come")
            return
        }
        #expect(list.number == 2)
    }

    @Test
    func `a statement longer than a cell comes in pieces, and a station that is ahead is followed`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box], keys: CentreKeys(isHybrid: true))
        var cells = 0
        while try centre.exchange(&box).delivery != nil { cells += 1 }
        #expect(cells > 10)
        #expect(box.statements.map(\.kind) == [.keyList])
        // The database of the inbox was lost after 39 statements.
        box.delivery = DeliveryCursor(number: 40)
        try centre.exchange(&box)
        try centre.send(box.append(length: 100), from: &box)
        #expect(box.statements.map(\.kind) == [.keyList, .receipt])
        #expect(box.delivery.number == 41)
    }

    @Test func `F54 a newer key list is sent to every station once, and an older one refused`()
        throws
    {
        var box = VirtualBox()
        let keys = CentreKeys()
        let folder = TemporaryFolder()
        for number: UInt64 in [1, 1, 2, 2] {
            let ledger = try VirtualCentre.open(folder.path, [box.known], keys, number: number)
            var isMore = true
            while isMore {
                let cell = box.cell()
                let down = try #require(try ledger.exchange(cell, at: UnixTime(milliseconds: 1)))
                try box.take(down.cell, to: cell, keys: keys)
                isMore = down.cell.delivery != nil
            }
        }
        #expect(box.statements.map(\.kind) == [.keyList, .keyList])
        #expect(throws: InboxOpeningError.keyListOlder) {
            _ = try VirtualCentre.open(folder.path, [box.known], keys, number: 1)
        }
    }

    @Test func `entries come in pages that fit into one answer, none twice and none left out`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box], limits: InboxLimits(pageBytes: 2_000))
        let entries = (0..<7).map { _ in box.append(length: 600) }
        for entry in entries { try centre.send(entry, from: &box) }
        let large = box.append(length: 3_000)
        try centre.send(large, from: &box)
        var next: UInt64 = 0
        var found: [[UInt8]] = []
        var pages = 0
        while true {
            let page = try centre.ledger.entries(after: next)
            found += page.entries.map(\.entry.bytes)
            pages += 1
            next = page.next
            if page.isLast { break }
        }
        #expect(found == (entries + [large]).map { $0.encoded() })
        #expect(pages == 5)
    }

    @Test func `a desk gets the entries it selects, by the digits of an ID or by hours`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let entries = (0..<6).map { number in
            box.append(body: box.randomBytes(300), hour: 494_000 + UInt32(number / 2))
        }
        for entry in entries { try centre.send(entry, from: &box) }
        func found(_ selection: EntrySelection) throws -> [[UInt8]] {
            try centre.ledger.entries(after: 0, selection).entries.map(\.entry.bytes)
        }
        let bytes = entries.map { $0.encoded() }
        #expect(try found(.all) == bytes)
        #expect(try found(.hours(494_001...494_001)) == Array(bytes[2...3]))
        #expect(try found(.hours(494_001...494_900)) == Array(bytes[2...5]))
        #expect(try found(.hours(0...493_999)).isEmpty)
        for (entry, bytes) in zip(entries, bytes) {
            let digits = HexText.of(entry.header.digest.bytes)
            for count in [8, 11, 64] {
                #expect(try found(.digest(prefix: String(digits.prefix(count)))) == [bytes])
            }
            let last = digits.hasSuffix("0") ? "1" : "0"
            #expect(try found(.digest(prefix: digits.dropLast() + last)).isEmpty)
        }
        let digest = entries[3].header.digest
        let notes = [2, 3, 3].map { number in
            StepNote(headerDigest: HexText.of(entries[number].header.digest.bytes), step: 6)
        }
        _ = try centre.ledger.take(DeskPost(steps: notes), at: centre.now)
        #expect(try centre.ledger.steps(after: 0, of: digest).steps.count == 2)
        #expect(try centre.ledger.steps(after: 2, of: digest).steps.count == 1)
        #expect(try centre.ledger.steps(after: 0).steps.count == 3)
    }

    @Test(arguments: [
        ["digest": ""], ["digest": "3F2A91BC"], ["digest": "3f2a91bg"], ["from": "1"], ["to": "1"],
        ["digest": String(repeating: "a", count: 65)], ["from": "2", "to": "1"],
        ["from": "1", "to": "4294967296"], ["digest": "3f2a91bc", "from": "1", "to": "2"],
    ])
    func `a selection that does not go together is refused`(values: [String: String]) {
        let selection = EntrySelection { values[$0] }
        #expect(selection == nil)
    }

    @Test func `a selection is read as it was asked`() {
        for selection in [.all, .digest(prefix: "3f2a91bc"), .hours(4...5)] as [EntrySelection] {
            let parts = selection.query.split(separator: "&").map { $0.split(separator: "=") }
            let values = Dictionary(uniqueKeysWithValues: parts.map { ("\($0[0])", "\($0[1])") })
            let read = EntrySelection { values[$0] }
            #expect(read == selection)
        }
    }

    @Test func `the largest answer to a desk fits into what its client takes`() throws {
        let limits = InboxLimits()
        let bytes = Array(repeating: UInt8(0), count: Int(limits.entryBytes))
        let entry = DeskEntry(
            number: .max,
            island: "sint-eustatius",
            entry: Base64Bytes(bytes),
            isOpened: false,
            isForked: false,
            closedTerms: [1, 2, 3, 4]
        )
        let page = EntriesPage(entries: [entry], next: .max, isLast: false)
        #expect(DeskJSON.encoded(page).count < 262_144)
        #expect(limits.pageBytes <= Int(limits.entryBytes))
    }
}
