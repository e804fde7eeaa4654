import MeldpostCore
import PanelKit
import PanelProtocol
import Testing

@testable import SerialPanel

/// The daemon's side of the line against the controller's own logic.
@Suite struct PanelConversationTests {
    @Test func `keys, handset, switches and lines come as events`() {
        let pair = PanelPair()
        pair.run(300)
        pair.world.contacts.formUnion([.handset, .reset, .test, .secondLineRings])
        pair.run(200)
        pair.world.contacts = .atRest
        pair.world.keys = [11]
        pair.run(200)
        pair.world.keys = []
        pair.run(100)
        #expect(pair.handset == [true, false])
        for event in [
            .resetRequested, .panicTestTurned(isOn: true), .panicTestTurned(isOn: false),
            .lineRings(.second, true), .lineRings(.second, false), .keyPressed(.square),
            .keyReleased(.square),
        ] as [WiredPanelEvent] {
            #expect(pair.events.count { $0 == event } == 1, "\(event)")
        }
        #expect(pair.presses == 0)
        #expect(pair.conditions.isEmpty)
    }

    @Test func `a press comes once, is confirmed, and the relay follows the machine`() {
        let pair = PanelPair()
        pair.run(500)
        pair.press(true)
        pair.run(45)
        #expect(pair.presses == 1)
        pair.run(5)
        #expect(pair.world.isRelayClosed)
        pair.press(false)
        pair.run(20_000)
        #expect(pair.presses == 1)
        pair.conversation.show(.relay(isClosed: false), at: pair.time)
        pair.run(20)
        #expect(!pair.world.isRelayClosed)
    }

    @Test func `a machine that hangs closes no relay, so the controller does (P6)`() {
        let pair = PanelPair()
        pair.run(500)
        pair.hears = false
        pair.press(true)
        pair.run(2_000)
        #expect(pair.presses == 1)
        #expect(!pair.world.isRelayClosed)
        pair.run(45)
        #expect(pair.world.isRelayClosed)
    }

    @Test func `what is shown is shown within 100 ms though frames are lost`() {
        var random = SeededRandom(seed: 4)
        let pair = PanelPair()
        // After its lamp test.
        pair.run(2_500)
        pair.noise = { byte in
            Int.random(in: 0..<200, using: &random) == 0 ? byte ^ 4 : byte
        }
        for round in 0..<50 {
            pair.conversation.show(.lamp(.desk, round % 2 == 0 ? .on : .off), at: pair.time)
            pair.run(300)
            #expect(pair.world.lamps.contains(.desk) == (round % 2 == 0))
        }
        #expect(pair.conversation.refusalCount > 0)
    }

    /// The numbers of the row.
    ///
    /// Broken once: a silence of three seconds.
    @Test
    func `F33 a line that is cut or at the wrong speed is a condition within 2 s, and recovers`() {
        let pair = PanelPair()
        pair.run(1_000)
        pair.forgetEvents()
        var random = SeededRandom(seed: 33)
        pair.noise = { _ in UInt8.random(in: .min ... .max, using: &random) }
        pair.run(2_000)
        #expect(pair.conditions == [.conditionChanged(.panelLinkLost, isRaised: true)])
        pair.noise = nil
        pair.run(2_000)
        #expect(
            pair.conditions == [
                .conditionChanged(.panelLinkLost, isRaised: true),
                .conditionChanged(.panelLinkLost, isRaised: false),
            ]
        )
        // Breaks are zeros.
        pair.forgetEvents()
        pair.noise = { _ in 0 }
        pair.run(2_000)
        #expect(pair.conditions == [.conditionChanged(.panelLinkLost, isRaised: true)])
        #expect(pair.presses == 0)
    }

    @Test func `a panel that is not there is a condition two seconds after the start`() {
        let pair = PanelPair()
        pair.isConnected = false
        pair.run(1_999)
        #expect(pair.conditions.isEmpty)
        pair.run(1)
        #expect(pair.conditions == [.conditionChanged(.panelLinkLost, isRaised: true)])
    }

    @Test func `F28 a controller of another version is a condition, and nothing of it is taken`() {
        var conversation = PanelConversation(firstSession: 1, at: .start)
        conversation.open(at: .start)
        var bytes = FrameBytes()
        for byte in [2, 1, 0, 0, 1, 1, 1] as [UInt8] { bytes.append(byte) }
        let wire = WireBytes(bytes)
        let line = (0..<wire.count).map { wire[$0] }
        for _ in 0..<3 { conversation.take(line[...], at: .start) }
        #expect(
            conversation.takeEvents() == [
                .conditionChanged(.panelVersionUnknown, isRaised: true)
            ]
        )
        #expect(!conversation.hasSession)
    }

    @Test func `F13 a stuck key is a condition until it is free`() {
        let pair = PanelPair()
        pair.run(300)
        pair.world.keys = [2]
        pair.run(11_000)
        pair.world.keys = []
        pair.run(200)
        #expect(
            pair.conditions == [
                .conditionChanged(.panelKeyStuck, isRaised: true),
                .conditionChanged(.panelKeyStuck, isRaised: false),
            ]
        )
    }

    @Test func `a controller whose memory fails says so in its self-test`() {
        let pair = PanelPair()
        pair.world.writesLeft = 0
        pair.run(50)
        pair.world.isCut = false
        pair.run(1_500)
        #expect(pair.conditions.contains(.conditionChanged(.panelFaulty, isRaised: true)))
    }

    /// Broken once: without another try, what broke since the introduction is not found.
    @Test func `a controller looks at itself once more when the technician wants it`() {
        let pair = PanelPair()
        pair.run(1_500)
        #expect(pair.conditions.isEmpty)
        pair.world.stack = 2_000
        pair.run(3_000)
        #expect(pair.conditions.isEmpty)
        pair.conversation.show(.selfTest, at: pair.time)
        pair.run(200)
        #expect(pair.conditions == [.conditionChanged(.panelFaulty, isRaised: true)])
    }

    /// F17: two people are never taken for one.
    @Test func `F17 what the handset did while the line was cut is made up for`() {
        let pair = PanelPair()
        pair.run(300)
        pair.world.contacts.formUnion(.handset)
        pair.run(100)
        pair.isConnected = false
        pair.world.contacts.subtract(.handset)
        pair.run(100)
        pair.world.contacts.formUnion(.handset)
        pair.run(100)
        pair.isConnected = true
        pair.run(200)
        #expect(pair.handset == [true, false, true])
    }

    @Test func `a watchdog reset in mid-visit does not end the visit, a loss of power does`() {
        let pair = PanelPair()
        pair.run(300)
        pair.world.contacts.formUnion(.handset)
        pair.run(100)
        pair.reset()
        pair.run(500)
        pair.world.keys = [0]
        pair.run(100)
        #expect(pair.handset == [true])
        #expect(pair.events.contains(.keyPressed(.one)))
        pair.reset(cause: .power)
        pair.run(500)
        #expect(pair.handset == [true, false, true])
        #expect(pair.conditions.isEmpty)
    }

    @Test func `F34 a press is reported once over resets, sessions and a lost line`() {
        let pair = PanelPair()
        pair.keeps = false
        pair.run(300)
        pair.press(true)
        pair.run(100)
        for _ in 0..<5 {
            pair.reset()
            pair.run(300)
            pair.isConnected = false
            pair.run(4_000)
            pair.isConnected = true
            pair.run(500)
        }
        #expect(pair.presses == 1)
        pair.restartDaemon()
        pair.run(500)
        // It was not kept: the next daemon is told.
        #expect(pair.presses == 1)
        pair.keeps = true
        pair.press(false)
        pair.run(500)
        pair.restartDaemon()
        pair.run(500)
        #expect(pair.presses == 0)
    }

    @Test func `F1 glitches are told`() {
        let pair = PanelPair()
        pair.run(300)
        for _ in 0..<100 {
            pair.press(true)
            pair.run(1)
            pair.press(false)
            pair.run(9)
        }
        pair.run(1_000)
        guard case .panicReported(let report)? = pair.events.last else {
            Issue.record("no report")
            return
        }
        #expect(report.glitches == 100 && pair.presses == 0)
    }

    @Test func `F6 a cut wire is reported within half a second`() {
        let pair = PanelPair()
        pair.run(300)
        pair.world.contacts = []
        pair.run(490)
        guard case .panicReported(let report)? = pair.events.last else {
            Issue.record("no report")
            return
        }
        #expect(report.hasWireFault && report.presses == 0)
    }

    /// Any frames at all, of any session: the door never traps, and what it is to say stays bounded.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `F27 whole frames in any order are survived`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pair = PanelPair()
        pair.run(300)
        for step in 0..<2_000 {
            var bytes = FrameBytes(
                kind: UInt8.random(in: 0...6, using: &random),
                session: Bool.random(using: &random) ? 8 : UInt16.random(in: 0...9, using: &random)
            )
            for _ in 0..<Int.random(in: 0...15, using: &random) {
                bytes.append(UInt8.random(in: .min ... .max, using: &random))
            }
            let wire = WireBytes(bytes)
            let instant = Instant(sinceStart: .milliseconds(300 + step))
            pair.conversation.take((0..<wire.count).map { wire[$0] }[...], at: instant)
            _ = pair.conversation.takeEvents()
            #expect(pair.conversation.takeOutgoing().count < 200)
        }
    }
}
