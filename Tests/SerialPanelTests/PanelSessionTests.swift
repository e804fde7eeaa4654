import MeldpostCore
import PanelCore
import PanelKit
import PanelProtocol
import Testing

@testable import SerialPanel

/// What an introduction means: of a controller that was reset, of one for a new daemon, and twice.
@Suite struct PanelSessionTests {
    /// Broken once: the levels of an introduction compared with those of the session before.
    @Test func `a key switch that stands where it is ends no alarm and begins no test`() {
        for contacts in [PanelContacts.reset, .test] {
            let pair = PanelPair()
            pair.world.contacts.formUnion(contacts)
            func turns() -> [WiredPanelEvent] {
                pair.events.filter {
                    switch $0 {
                    case .resetRequested, .panicTestTurned: true
                    default: false
                    }
                }
            }
            pair.run(500)
            for _ in 0..<3 {
                pair.reset()
                pair.run(500)
                #expect(turns().isEmpty)
                pair.restartDaemon()
                pair.run(500)
                #expect(turns().isEmpty)
                pair.reset(cause: .power)
                pair.run(500)
                #expect(turns().isEmpty)
            }
            // It counts when it turns.
            pair.world.contacts.subtract(contacts)
            pair.run(100)
            pair.forgetEvents()
            pair.world.contacts.formUnion(contacts)
            pair.run(100)
            #expect(
                turns() == [contacts == .reset ? .resetRequested : .panicTestTurned(isOn: true)]
            )
            // A reset in between is no turn.
            pair.reset()
            pair.run(500)
            #expect(turns().count == 1)
        }
    }

    @Test func `a test whose switch is turned back while the line is cut ends`() {
        let pair = PanelPair()
        pair.run(500)
        pair.world.contacts.formUnion(.test)
        pair.run(100)
        #expect(pair.events.contains(.panicTestTurned(isOn: true)))
        pair.forgetEvents()
        pair.isConnected = false
        pair.run(4_000)
        pair.world.contacts.subtract(.test)
        pair.run(100)
        pair.isConnected = true
        pair.run(1_000)
        #expect(pair.events.contains(.panicTestTurned(isOn: false)))
    }

    /// Broken once: the first introduction at once, with inputs that were not read yet.
    @Test func `a call that goes on over a reset is one call, and a new daemon knows of it`() {
        let pair = PanelPair()
        pair.run(500)
        pair.world.contacts.formUnion(.firstLineOffHook)
        pair.run(100)
        for _ in 0..<3 {
            pair.reset()
            pair.run(500)
        }
        func calls() -> [WiredPanelEvent] {
            pair.events.filter { if case .lineOffHook = $0 { true } else { false } }
        }
        #expect(calls() == [.lineOffHook(.first, true)])
        pair.restartDaemon()
        pair.run(500)
        #expect(calls() == [.lineOffHook(.first, true)])
    }

    /// Broken once: the count before the reset taken from the one after it, modulo 65,536.
    @Test func `F1 glitches are counted on over a reset of the controller`() {
        let pair = PanelPair()
        func disturb(_ times: Int) {
            for _ in 0..<times {
                pair.press(true)
                pair.run(1)
                pair.press(false)
                pair.run(9)
            }
            pair.run(1_000)
        }
        func glitches() -> UInt32? {
            pair.events.reversed().lazy.compactMap { event in
                guard case .panicReported(let report) = event else { return nil }
                return report.glitches
            }.first
        }
        pair.run(600)
        disturb(100)
        #expect(glitches() == 100)
        pair.reset()
        pair.run(600)
        #expect(glitches() == 100)
        disturb(10)
        #expect(glitches() == 110)
        pair.reset(cause: .power)
        pair.run(600)
        disturb(5)
        #expect(glitches() == 115)
    }

    @Test func `F28 what the controller refused is counted too, over its resets`() {
        let pair = PanelPair()
        pair.run(600)
        for round in 1...3 {
            for _ in 0..<20 { pair.world.toController += [1, 2, 3, 0] }
            pair.run(1_200)
            // A frame of the session before a reset is refused too.
            let count = pair.conversation.controllerRefusals.sum
            #expect((UInt32(round * 20)...UInt32(round * 20 + 8)).contains(count), "\(count)")
            pair.reset()
            pair.run(1_200)
        }
    }

    /// The welcome was lost, or two introductions waited in the line.
    ///
    /// Broken once: each first introduction taken for another life of the controller.
    @Test func `a second first introduction is the same one`() {
        func bytes(presses: UInt16, moves: UInt8) -> ArraySlice<UInt8> {
            let hello = ControllerFrame.hello(
                PanelHello(
                    firmware: .current,
                    boots: 1,
                    cause: .power,
                    isFresh: true,
                    kept: 0,
                    state: PanelState(
                        presses: presses,
                        moves: moves,
                        levels: .normallyClosedConducts
                    )
                )
            )
            let wire = WireBytes(hello.bytes(session: 0))
            return (0..<wire.count).map { wire[$0] }[...]
        }
        func read(_ events: [WiredPanelEvent]) -> (presses: Int, handset: [Bool]) {
            events.reduce(into: (0, [])) { sum, event in
                switch event {
                case .panicReported(let report): sum.presses += Int(report.presses)
                case .handsetMoved(let isLifted): sum.handset.append(isLifted)
                default: break
                }
            }
        }
        var conversation = PanelConversation(firstSession: 1, at: .start)
        conversation.open(at: .start)
        for time in 0..<10 {
            let instant = Instant(sinceStart: .milliseconds(time * 200))
            conversation.take(bytes(presses: 1, moves: 1), at: instant)
        }
        var (presses, handset) = read(conversation.takeEvents())
        #expect(presses == 1 && handset == [true])
        // What it adds counts.
        conversation.take(bytes(presses: 2, moves: 2), at: Instant(sinceStart: .seconds(2)))
        (presses, handset) = read(conversation.takeEvents())
        #expect(presses == 1 && handset == [false])
        // After a pause it is another life: rather an alarm twice than none.
        conversation.take(bytes(presses: 2, moves: 1), at: Instant(sinceStart: .seconds(4)))
        (presses, handset) = read(conversation.takeEvents())
        #expect(presses == 2 && handset == [true])
    }

    /// The slowest line, in virtual time: an introduction of 27 bytes takes 27 seconds.
    @Test func `F30 a frame of one byte a second is read, there is no time limit within a frame`() {
        let hello = ControllerFrame.hello(
            PanelHello(
                firmware: .current,
                boots: 1,
                cause: .power,
                isFresh: true,
                kept: 0,
                state: PanelState(levels: .normallyClosedConducts)
            )
        )
        let wire = WireBytes(hello.bytes(session: 0))
        var conversation = PanelConversation(firstSession: 1, at: .start)
        conversation.open(at: .start)
        for index in 0..<wire.count {
            #expect(!conversation.hasSession)
            let instant = Instant(sinceStart: .seconds(index + 1))
            conversation.advance(to: instant)
            conversation.take([wire[index]], at: instant)
        }
        #expect(conversation.hasSession)
        // In a session two seconds without a whole frame are a lost link, however it came about.
        conversation.advance(to: Instant(sinceStart: .seconds(wire.count + 2)))
        #expect(!conversation.hasSession)
    }
}
