import CentreLink
import MeldpostCore
import Testing

@testable import CourierAssembly

/// The parts of a lane, without a network.
@Suite(.timeLimit(.minutes(1))) struct LaneTests {
    private func order(_ number: UInt64) -> LaneOrder {
        LaneOrder(number: number, time: .unknown, cell: [])
    }

    private func second(_ seconds: Int) -> Instant { .start + .seconds(seconds) }

    // Broken once: with `release` that frees the gate for any order, as it was.
    @Test func `P6 only the newest order leaves the lane free, and each is ended by the next`()
        async
    {
        let inlet = LaneInlet()
        #expect(inlet.offer(order(1)))
        let first = inlet.begin(1)
        #expect(!inlet.offer(order(2)))
        inlet.replace(with: order(3))
        // It ends, or this test does not.
        for await _ in first {}
        inlet.release(1)
        #expect(!inlet.offer(order(4)))
        let third = inlet.begin(3)
        inlet.replace(with: order(5))
        for await _ in third {}
        inlet.release(3)
        inlet.release(5)
        #expect(inlet.offer(order(6)))
    }

    @Test func `P6 an order that was replaced before it began ends at once`() async {
        let inlet = LaneInlet()
        inlet.replace(with: order(1))
        inlet.replace(with: order(2))
        for await _ in inlet.begin(1) {}
        inlet.finish()
        // Of two that wait, the newer counts.
        var taken: [UInt64] = []
        for await order in inlet.orders { taken.append(order.number) }
        #expect(taken == [2])
    }

    // Broken once: with a line for each change of the reason there are 4,320.
    @Test func `F57 an outage of a day with two reasons in turn makes a line an hour at most`() {
        var news = LaneNews()
        let lines = (0..<4_320).count { slot in
            news.failed(
                slot.isMultiple(of: 2) ? .notConnected : .timedOut,
                at: second(slot * 20)
            )
        }
        #expect((2...24).contains(lines))
        let ends = [news.succeeded(), news.succeeded()]
        #expect(ends == [true, false])
    }

    @Test func `the first failure and the recovery are told, the same failure is not`() {
        var news = LaneNews()
        let before = news.succeeded()
        let outage = [
            news.failed(.notConnected, at: second(0)),
            news.failed(.notConnected, at: second(20)),
            news.failed(.timedOut, at: second(3_599)),
            news.failed(.notConnected, at: second(7_200)),
            news.failed(.timedOut, at: second(7_220)),
        ]
        let end = news.succeeded()
        let next = news.failed(.timedOut, at: second(7_240))
        #expect(!before && end && next)
        #expect(outage == [true, false, false, false, true])
    }

    // Broken once: with the limits as they were (5 s to connect, twice 8 s), it fails.
    @Test func `the courier gives up before the station does, whatever an order waits for`() {
        let limits = CentreLimits()
        let parts =
            ExchangeTimes.waiting + limits.connectTimeout + limits.handshakeTimeout + limits.timeout
        #expect(parts == ExchangeTimes.courier)
        #expect(parts + .seconds(1) <= ExchangeTimes.patience)
        // A path of two seconds there and back: name, connection, handshake, answer (F55).
        #expect(limits.connectTimeout > .seconds(4))
        #expect(limits.handshakeTimeout > .seconds(2))
        #expect(limits.timeout > .seconds(2))
    }

    @Test func `an order that would wait longer than it may fails at once`() {
        var pace = ReconnectPace()
        var random = SystemRandomNumberGenerator()
        for _ in 0..<4 { pace.failed() }
        var hasRefused = false
        for attempt in 0..<100 {
            let now = second(attempt * 60)
            pace.began(at: now, using: &random)
            let wait = pace.bearableWait(at: now)
            #expect(wait == nil || wait == pace.wait(at: now))
            #expect((wait ?? .zero) <= ExchangeTimes.waiting)
            hasRefused = hasRefused || wait == nil
            #expect(pace.bearableWait(at: now + ReconnectPace.longest) == .zero)
        }
        #expect(hasRefused)
    }
}
