import Testing

@testable import MeldpostCore

/// What a panel told while the station had no room.
@Suite struct WiredPanelBacklogTests {
    private static let lifted = WiredPanelEvent.handsetMoved(isLifted: true)
    private static let hungUp = WiredPanelEvent.handsetMoved(isLifted: false)

    /// Gives `events` one by one to a station that has no room, and then lets it have all.
    private func left(of events: [WiredPanelEvent]) -> [WiredPanelEvent] {
        var backlog = WiredPanelBacklog()
        for event in events {
            backlog.add(event)
            backlog.flush { _ in false }
        }
        var taken: [WiredPanelEvent] = []
        backlog.flush {
            taken.append($0)
            return true
        }
        #expect(backlog.isEmpty)
        return taken
    }

    /// Broken once: with only the newest of two kept, the next visitor was in the visit of the last.
    @Test func `a hang-up and the lifting after it both wait, and no key does`() {
        #expect(left(of: [Self.hungUp]) == [Self.hungUp])
        #expect(
            left(of: [Self.hungUp, .keyPressed(.one), Self.lifted]) == [Self.hungUp, Self.lifted]
        )
        let ringing: [WiredPanelEvent] = [.lineRings(.first, true), .lineRings(.first, false)]
        #expect(left(of: ringing) == ringing)
    }

    /// Broken once: without an end to it a loose contact filled the memory.
    @Test func `a contact that flutters leaves its newest states, and nothing grows`() {
        var events: [WiredPanelEvent] = []
        for _ in 0..<1_000 {
            events += [
                .lineOffHook(.second, true), Self.lifted, .lineOffHook(.second, false),
                Self.hungUp, .resetRequested,
            ]
        }
        let left = left(of: events)
        #expect(left.count <= 5)
        #expect(left.last { $0 == Self.lifted || $0 == Self.hungUp } == Self.hungUp)
        #expect(left.contains(.resetRequested))
    }

    /// Broken once: a key that was taken before the lifting that it followed was lost to the visit.
    @Test func `no key overtakes a state, and the button waits for neither`() {
        var backlog = WiredPanelBacklog()
        backlog.add(Self.lifted)
        backlog.add(.keyPressed(.one))
        backlog.add(.panicTestTurned(isOn: true))
        var taken: [WiredPanelEvent] = []
        // The first that asks finds no room, the others would.
        var asked = 0
        backlog.flush { event in
            asked += 1
            guard asked > 1 else { return false }
            taken.append(event)
            return true
        }
        #expect(taken == [.panicTestTurned(isOn: true)])
        backlog.flush {
            taken.append($0)
            return true
        }
        #expect(taken == [.panicTestTurned(isOn: true), Self.lifted])
    }
}
