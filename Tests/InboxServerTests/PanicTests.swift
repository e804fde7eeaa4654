import DeskProtocol
import InboxKit
import MeldpostCore
import RecordFormat
import Testing

@testable import InboxServer

@Suite struct PanicTests {
    @Test func `a panic signal is kept once and answered in the same cell, each time`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let incident = IncidentID(using: &box.random)
        for _ in 0..<5 {
            let down = try centre.exchange(&box, box.panic(incident))
            #expect(down.delivery?.number == 0)
        }
        let receipt = StatementBody.panicReceipt(
            station: box.id,
            incident,
            counter: 1,
            state: .pressed,
            isTest: false
        )
        #expect(box.statements == Array(repeating: receipt, count: 5))
        #expect(try centre.ledger.panics().incidents.map(\.signalCount) == [1])
    }

    @Test func `a panic signal is taken while the journal is closed, and from a replayed cell`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let incident = IncidentID(using: &box.random)
        let closed = box.cell(box.panic(incident), counter: 0)
        #expect(try centre.exchange(closed)?.delivery?.number == 0)
        #expect(try centre.exchange(closed)?.delivery?.number == 0)
        #expect(try centre.conditions() == [])
        let open = box.cell(box.panic(incident, counter: 2, .released))
        #expect(try centre.exchange(open)?.verdict == .accepted)
        let replay = try centre.exchange(open)
        #expect(replay?.verdict == .accepted)
        #expect(replay?.delivery?.number == 0)
        #expect(try centre.conditions().contains(.counterBack))
        #expect(try centre.ledger.panics().incidents.map(\.signalCount) == [2])
    }

    @Test func `a cell without a counter and without a panic signal is not taken`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let entry = box.append(length: 100)
        let down = try centre.exchange(box.cell(box.pieces(of: entry)[0], counter: 0))
        #expect(down?.verdict == .counterNotGrown)
        #expect(try centre.ledger.entries(after: 0).entries.isEmpty)
        #expect(try centre.conditions() == [])
    }

    @Test
    func `after a person accepted it, a repeated signal brings acceptance and receipt in turn`()
        throws
    {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let incident = IncidentID(using: &box.random)
        _ = try centre.exchange(box.cell(box.panic(incident)))  // The receipt is lost.
        #expect(try centre.say(.panicAccepted(station: box.id, incident)) == .taken)
        #expect(try centre.say(.panicAccepted(station: box.id, incident)) == .known)
        try centre.exchange(&box, box.panic(incident))
        try centre.exchange(&box, box.panic(incident))
        #expect(box.statements.map(\.kind) == [.panicAccepted, .panicReceipt])
        // The reset needs its own receipt, whatever was accepted.
        try centre.exchange(&box, box.panic(incident, counter: 2, .reset))
        try centre.exchange(&box, box.panic(incident, counter: 2, .reset))
        #expect(box.statements.suffix(2).map(\.kind) == [.panicReceipt, .panicReceipt])
        // And the acceptance stands in the numbered stream, behind the key list.
        while try centre.exchange(&box).delivery != nil {}
        #expect(box.statements.suffix(2).map(\.kind) == [.keyList, .panicAccepted])
    }

    @Test func `a test of the button never makes an alarm, nor hides one`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let test = IncidentID(using: &box.random)
        let alarm = IncidentID(using: &box.random)
        try centre.exchange(&box, box.panic(test, isTest: true))
        try centre.exchange(&box, box.panic(alarm))
        try centre.exchange(&box, box.panic(alarm, counter: 2, .pressed, isTest: true))
        let incidents = try centre.ledger.panics().incidents
        #expect(incidents.map(\.isTest) == [false, true])
        #expect(incidents.first?.incident == HexText.of(alarm))
    }

    @Test func `a signal of another station is refused`() throws {
        var box = VirtualBox()
        let other = VirtualBox()
        let centre = try VirtualCentre([box, other])
        let incident = IncidentID(using: &box.random)
        #expect(try centre.exchange(&box, other.panic(incident)).verdict == .pieceRefused)
        #expect(try centre.ledger.panics().incidents.isEmpty)
    }

    @Test func `an incident that nobody signalled cannot be accepted`() throws {
        var box = VirtualBox()
        let centre = try VirtualCentre([box])
        let incident = IncidentID(using: &box.random)
        #expect(try centre.say(.panicAccepted(station: box.id, incident)) == .subjectUnknown)
    }
}
