import PanelKit
import PanelProtocol
import Testing

@testable import MeldpostCore
@testable import PanelCore

/// The two contacts of the panic button.
@Suite struct PanicPairTests {
    private static let pressed: PanelContacts = .panicOpen
    private static let released: PanelContacts = .panicClosed
    private static let none: PanelContacts = []
    private static let both: PanelContacts = [.panicOpen, .panicClosed]

    /// Reads one set of contacts for some milliseconds; how many presses that were.
    private static func hold(
        _ contacts: PanelContacts,
        for milliseconds: Int,
        _ pair: inout PanicPair
    ) -> Int {
        (0..<milliseconds).filter { _ in pair.read(contacts) }.count
    }

    @Test func `F1 a thousand spikes of a millisecond are no press, and are counted`() {
        var pair = PanicPair()
        var presses = 0
        for _ in 0..<1_000 {
            presses += Self.hold(Self.pressed, for: 1, &pair)
            presses += Self.hold(Self.released, for: 4, &pair)
        }
        #expect(presses == 0)
        #expect(pair.glitches == 1_000)
    }

    /// Broken once: a press of 39 ms.
    @Test func `F2 a press shorter than 40 ms never counts, and one of 40 always does, once`() {
        for length in 1...200 {
            var pair = PanicPair()
            var presses = Self.hold(Self.released, for: 50, &pair)
            presses += Self.hold(Self.pressed, for: length, &pair)
            presses += Self.hold(Self.released, for: 300, &pair)
            #expect(presses == (length >= 40 ? 1 : 0), "\(length) ms")
        }
    }

    /// With a wire at fault the contacts disagree where the button is up, and never say that it is.
    ///
    /// Broken once: where only contacts that agree end a press, the second one is lost.
    @Test(arguments: [none, both])
    func `F6 each press counts while a wire is at fault`(up: PanelContacts) {
        var pair = PanicPair()
        var presses = Self.hold(up, for: 2_000, &pair)
        for _ in 0..<3 {
            presses += Self.hold(Self.pressed, for: 300, &pair)
            presses += Self.hold(up, for: 1_000, &pair)
        }
        #expect(presses == 3)
        #expect(pair.hasWireFault)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `F4 two seconds of bounce are one press`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var pair = PanicPair()
        var presses = 0
        for _ in 0..<2_000 {
            let contacts = [Self.pressed, Self.released].randomElement(using: &random)
            presses += Self.hold(contacts ?? [], for: 1, &pair)
        }
        #expect(presses == 1)
    }

    @Test func `F6 every cut and every short is a fault within half a second, and never a press`() {
        for wire in [Self.none, Self.both] {
            var pair = PanicPair()
            _ = Self.hold(Self.released, for: 100, &pair)
            #expect(Self.hold(wire, for: 479, &pair) == 0)
            #expect(!pair.hasWireFault)
            #expect(Self.hold(wire, for: 20, &pair) == 0)
            #expect(pair.hasWireFault)
            #expect(Self.hold(wire, for: 100_000, &pair) == 0)
            #expect(Self.hold(Self.released, for: 500, &pair) == 0)
            #expect(!pair.hasWireFault)
            // The button works again.
            #expect(Self.hold(Self.pressed, for: 50, &pair) == 1)
        }
    }

    /// A wire that makes and breaks: the contacts never disagree for half a second in one piece.
    ///
    /// Broken once: only a disagreement in one piece.
    @Test(arguments: [(3, 3), (10, 40), (50, 50), (1, 90)])
    func `F6 a cut that chatters is a fault within half a second`(off: Int, on: Int) {
        for wire in [Self.none, Self.both] {
            for end in [Self.released, Self.pressed] {
                var pair = PanicPair()
                _ = Self.hold(end, for: 300, &pair)
                var time = 0
                while !pair.hasWireFault, time < 2_000 {
                    _ = Self.hold(time % (off + on) < off ? wire : end, for: 1, &pair)
                    time += 1
                }
                #expect(time <= 500, "\(time) ms")
                // It is told with contacts that disagree, and stays as long as the chatter.
                for round in 0..<20 {
                    _ = Self.hold(wire, for: off, &pair)
                    _ = Self.hold(end, for: on, &pair)
                    #expect(pair.hasWireFault, "\(round)")
                    #expect(pair.steady != Self.pressed && pair.steady != Self.released)
                }
                _ = Self.hold(end, for: 480, &pair)
                #expect(!pair.hasWireFault && pair.steady == end)
            }
        }
    }

    @Test func `F6 a cut that comes and goes five times a second is a fault within a second`() {
        var pair = PanicPair()
        _ = Self.hold(Self.released, for: 300, &pair)
        for _ in 0..<5 {
            _ = Self.hold(Self.none, for: 130, &pair)
            _ = Self.hold(Self.released, for: 70, &pair)
        }
        #expect(pair.hasWireFault)
    }

    /// Ten presses a second, whose contacts need up to 15 ms from one end to the other.
    ///
    /// Broken once: a whole movement of the button did not end the time of trouble.
    @Test func `a hand that hammers on the button is no fault of the wire`() {
        var pair = PanicPair()
        var presses = 0
        for _ in 0..<100 {
            for (contacts, time) in [
                (Self.none, 12), (Self.pressed, 45), (Self.none, 12), (Self.released, 45),
            ] {
                presses += Self.hold(contacts, for: time, &pair)
                #expect(!pair.hasWireFault)
            }
        }
        #expect(presses == 100)
    }

    @Test func `F5 a hundred presses are a hundred`() {
        var pair = PanicPair()
        var presses = 0
        for _ in 0..<100 {
            presses += Self.hold(Self.pressed, for: 55, &pair)
            presses += Self.hold(Self.released, for: 45, &pair)
        }
        #expect(presses == 100)
    }

    /// All worlds of four steps, each one of three readings for one of three times: the controller and
    /// the station's own reader count the same presses.
    @Test func `controller and station agree about every press`() {
        let readings: [(PanelContacts, PanicContacts)] = [
            (Self.pressed, .pressed), (Self.released, .released),
            (Self.none, PanicContacts(normallyClosedConducts: false, normallyOpenConducts: false)),
        ]
        let times = [11, 26, 47]
        for world in 0..<6_561 {
            var pair = PanicPair()
            var reader = ContactReader()
            var (left, right, now, rest) = (0, 0, 0, world)
            var steps = (0..<4).map { _ -> (Int, Int) in
                defer { rest /= 9 }
                return (rest % 9 / 3, times[rest % 3])
            }
            steps.append((1, 200))
            for (reading, time) in steps {
                let instant = Instant(sinceStart: .milliseconds(now))
                right += reader.read(readings[reading].1, at: instant).count { $0 == .pressed }
                left += Self.hold(readings[reading].0, for: time, &pair)
                now += time
                let end = Instant(sinceStart: .milliseconds(now))
                right += reader.settle(to: end).count { $0 == .pressed }
            }
            #expect(left == right, "\(steps)")
        }
    }
}
