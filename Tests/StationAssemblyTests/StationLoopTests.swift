import AgeFormat
import ControlProtocol
import Foundation
import MeldpostCore
import RecordFormat
import Testing

@testable import StationAssembly

@Suite(.serialized) struct StationLoopTests {
    /// Presses what a report in English takes, with answers of the questionnaire's first choices.
    private func report(_ station: TestStation) throws {
        station.feed(.handsetMoved(isLifted: true))
        let language = try #require(Language.allCases.firstIndex(of: .english))
        // Language, nobody in danger, three topics skipped, a report, who reports, every other
        // question left open, send. The first `#` after a digit only confirms it.
        let keys = "\(language + 1)2####11" + String(repeating: "#", count: 17)
        for key in keys {
            station.feed(.keyPressed(try #require(Self.key(key))))
        }
    }

    private static func key(_ character: Character) -> Key? {
        if character == "#" { return .square }
        return character.wholeNumberValue.flatMap { Key(rawValue: UInt8($0)) }
    }

    @Test func `cells come at the pace, are signed, and carry no order twice`() throws {
        let station = try TestStation()
        defer { station.stop() }
        let courier = try TestCourier(station)
        var counters: [UInt64] = []
        for _ in 0..<5 {
            let order = try #require(try courier.nextOrder())
            try order.cell.verify(with: station.centre.station.publicKey)
            #expect(order.lane == .pace)
            counters.append(order.cell.counter)
            try courier.answer(order, with: station.centre.answer(order.cell))
        }
        #expect(counters == counters.sorted() && Set(counters).count == 5)
        #expect(try station.wait { try station.status()?.clockTrust == .confirmed })
    }

    @Test func `an answer of another key or to another cell is no answer`() throws {
        let station = try TestStation()
        defer { station.stop() }
        let courier = try TestCourier(station)
        let first = try #require(try courier.nextOrder())
        try courier.answer(first, with: station.centre.answer(first.cell, key: SigningKey()))
        #expect(try station.wait { try station.status()?.lastCourierFault != nil })
        let second = try #require(try courier.nextOrder())
        // An old answer again: its nonce is that of the first cell.
        try courier.answer(second, with: station.centre.answer(first.cell))
        let third = try #require(try courier.nextOrder())
        #expect(try station.status()?.clockTrust != .confirmed)
        try courier.answer(third, with: station.centre.answer(third.cell))
        #expect(try station.wait { try station.status()?.clockTrust == .confirmed })
    }

    @Test func `a report is sealed, sent in pieces, and goes only when it was opened`() throws {
        let station = try TestStation()
        defer { station.stop() }
        let courier = try TestCourier(station)
        #expect(try station.wait { try station.status()?.journal == .open })
        try report(station)
        var bytes: [UInt8] = []
        var total = Int.max
        var last: TestCourier.Order?
        while bytes.count < total {
            let order = try #require(try courier.nextOrder())
            if case .piece(_, _, let offset, let length, let data) = order.cell.load {
                #expect(Int(offset) == bytes.count)
                total = Int(length)
                bytes += data
            }
            try courier.answer(order, with: station.centre.answer(order.cell))
            last = order
        }
        let entry = try Entry(decoding: bytes)
        try entry.verify(with: station.centre.station.publicKey)
        let payload = try RecordOpener.open(entry, identities: [station.centre.caseIdentity])
        #expect(payload.content.kind == .report)
        #expect(try station.status()?.queueDepth == .few)

        func say(_ body: StatementBody, number: UInt64, key: SigningKey) throws {
            let order = try #require(try courier.nextOrder())
            #expect(order.cell.deliveryWanted == number)
            let statement = Statement.make(body, key: key)
            try courier.answer(
                order,
                with: station.centre.answer(order.cell, saying: statement, number: number)
            )
        }
        let (id, header) = (station.centre.stationID, entry.header)
        let reference = EntryReference(journal: header.journal, sequence: header.sequence)
        _ = last
        // A receipt deletes nothing (P5).
        try say(
            .receipt(station: id, reference, headerDigest: header.digest),
            number: 1,
            key: station.centre.inbox
        )
        // Nor does "opened" with another proof, from another key, or for another station.
        let wrong = [UInt8](repeating: 7, count: 32)
        let other = StationID(bytes: [UInt8](repeating: 9, count: 16))
        try say(
            .opened(station: id, reference, headerDigest: header.digest, proof: wrong),
            number: 2,
            key: station.centre.desk
        )
        try say(
            .opened(station: id, reference, headerDigest: header.digest, proof: payload.proof),
            number: 3,
            key: station.centre.inbox
        )
        try say(
            .opened(
                station: try #require(other),
                reference,
                headerDigest: header.digest,
                proof: payload.proof
            ),
            number: 4,
            key: station.centre.desk
        )
        // Two more exchanges: by then the journal has done whatever the statements led to.
        for _ in 0..<2 {
            let order = try #require(try courier.nextOrder())
            try courier.answer(order, with: station.centre.answer(order.cell))
        }
        #expect(try station.status()?.queueDepth == .few)
        try say(
            .opened(station: id, reference, headerDigest: header.digest, proof: payload.proof),
            number: 5,
            key: station.centre.desk
        )
        let isGone = try station.wait {
            // The pace goes on while the journal works.
            if let order = try courier.nextOrder() {
                try courier.answer(order, with: station.centre.answer(order.cell))
            }
            return try station.status()?.queueDepth == CountBucket.none
        }
        #expect(isGone)
    }

    @Test func `P6 F10 a press acts and leaves without a journal`() throws {
        let station = try TestStation(withJournal: false)
        defer { station.stop() }
        let courier = try TestCourier(station)
        station.feed(.panicContactsRead(.pressed), lane: .panic)
        let order = try #require(try courier.nextOrder())
        #expect(order.lane == .panic)
        #expect(order.cell.counter == 0)
        guard case .panic(let signal) = order.cell.load else {
            Issue.record("the first cell is the alarm")
            return
        }
        try signal.verify(with: station.centre.station.publicKey)
        #expect(!signal.notice.isTest)
        #expect(station.panel.all.contains(.setRelay(isClosed: true)))
        let receipt = Statement.make(
            .panicReceipt(
                station: station.centre.stationID,
                signal.notice.incident,
                counter: signal.notice.counter,
                state: signal.notice.state,
                isTest: false
            ),
            key: station.centre.inbox
        )
        try courier.answer(order, with: station.centre.answer(order.cell, saying: receipt))
        #expect(station.wait { station.panel.all.contains(.setLamp(.panic, .blip)) })
    }

    @Test func `F54 an older key list is refused and a newer one is taken`() throws {
        let station = try TestStation()
        defer { station.stop() }
        let courier = try TestCourier(station)
        #expect(try station.wait { try station.status()?.journal == .open })
        func say(_ list: [UInt8], number: UInt64) throws {
            let order = try #require(try courier.nextOrder())
            let statement = try Statement(decoding: list)
            try courier.answer(
                order,
                with: station.centre.answer(order.cell, saying: statement, number: number)
            )
        }
        try say(try station.centre.signedKeyList(number: 5), number: 1)
        #expect(try station.wait { try station.status()?.keyListNumber == 5 })
        try say(try station.centre.signedKeyList(number: 4), number: 2)
        let isSaid = try station.wait {
            try station.status()?.conditions.contains { $0.code == "keys.list-refused" } == true
        }
        #expect(isSaid)
        #expect(try station.status()?.keyListNumber == 5)
    }

    @Test func `a second courier takes the place of the first`() throws {
        let station = try TestStation()
        defer { station.stop() }
        let first = try TestCourier(station)
        _ = try first.nextOrder()
        let second = try TestCourier(station)
        #expect(try second.nextOrder() != nil)
        #expect(station.wait { (try? first.connection.receive(limit: .zero)) == .some(nil) })
    }
}
