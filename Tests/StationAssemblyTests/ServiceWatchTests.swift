import MeldpostCore
import SystemdService
import Testing

@testable import StationAssembly

/// What systemd is told, hour after hour of virtual time.
@Suite struct ServiceWatchTests {
    private typealias Action = ServiceWatch.Action

    private static func at(_ seconds: Double) -> Instant {
        Instant(sinceStart: .milliseconds(Int64(seconds * 1_000)))
    }

    private static let alive = Action.tell(.alive)

    private func watch(
        interval: Duration? = .seconds(3),
        isSafeMode: Bool = false
    ) -> ServiceWatch {
        ServiceWatch(interval: interval, isSafeMode: isSafeMode, at: Self.at(0))
    }

    /// Broken once: readiness that did not wait for the journal.
    @Test func `ready is told once the journal is open, and not before`() {
        var watch = watch()
        #expect(
            watch.look(at: .opening, isAlarmUnderWay: false, at: Self.at(0)) == [Self.alive]
        )
        #expect(watch.look(at: .opening, isAlarmUnderWay: false, at: Self.at(1)).isEmpty)
        let open = ServiceWatch.Standing.open
        #expect(
            watch.look(at: open, isAlarmUnderWay: false, at: Self.at(2))
                == [.tell(.status(open.status)), .tell(.ready)]
        )
        #expect(watch.look(at: open, isAlarmUnderWay: false, at: Self.at(2.5)).isEmpty)
    }

    @Test func `a journal that cannot be opened, or takes long, does not hold ready back`() {
        var failed = watch()
        let without = ServiceWatch.Standing.withoutJournal
        #expect(
            failed.look(at: without, isAlarmUnderWay: false, at: Self.at(5)).suffix(2)
                == [.tell(.status(without.status)), .tell(.ready)]
        )
        var slow = watch()
        #expect(
            !slow.look(at: .opening, isAlarmUnderWay: false, at: Self.at(19.9))
                .contains(.tell(.ready))
        )
        #expect(slow.nextDeadline == Self.at(20))
        #expect(
            slow.look(at: .opening, isAlarmUnderWay: false, at: Self.at(20))
                .contains(.tell(.ready))
        )
        // Once it opens, the words change and nothing else.
        #expect(
            slow.look(at: .open, isAlarmUnderWay: false, at: Self.at(21))
                == [.tell(.status(ServiceWatch.Standing.open.status))]
        )
    }

    /// Broken once: a next sign that was reckoned from the start fell behind after a long round.
    @Test func `F62 the watchdog is fed every third, whatever happens between`() {
        var watch = watch()
        var signs: [Double] = []
        for step in 0..<600 {
            let now = Double(step) / 10
            let actions = watch.look(at: .open, isAlarmUnderWay: false, at: Self.at(now))
            if actions.contains(Self.alive) { signs.append(now) }
            // The loop is never let sleep past the next sign.
            let deadline = watch.nextDeadline
            #expect(deadline.map { $0 <= Self.at(now + 3) } == true)
        }
        #expect(signs == stride(from: 0, to: 60, by: 3).map { $0 })
        // A round that took eight seconds is followed by a sign at once, and the next after three.
        #expect(watch.look(at: .open, isAlarmUnderWay: false, at: Self.at(68)) == [Self.alive])
        #expect(watch.nextDeadline == Self.at(71))
    }

    @Test func `without a watchdog nothing is fed, and the rest is told`() {
        var watch = watch(interval: nil)
        #expect(watch.look(at: .open, isAlarmUnderWay: false, at: Self.at(0)).count == 2)
        #expect(watch.nextDeadline == Self.at(300))
    }

    @Test func `F62 five minutes without a crash forget the crashes before`() {
        var watch = watch(interval: nil)
        _ = watch.look(at: .open, isAlarmUnderWay: false, at: Self.at(0))
        #expect(watch.look(at: .open, isAlarmUnderWay: false, at: Self.at(299)).isEmpty)
        #expect(
            watch.look(at: .open, isAlarmUnderWay: true, at: Self.at(300)) == [.forgetStarts]
        )
        #expect(watch.nextDeadline == nil)
        #expect(watch.look(at: .open, isAlarmUnderWay: false, at: Self.at(9_999)).isEmpty)
    }

    /// Broken once: safe mode that was left in the middle of an alarm.
    @Test func `F62 safe mode tries an ordinary start after an hour, but never in an alarm`() {
        var watch = watch(interval: nil, isSafeMode: true)
        let safe = ServiceWatch.Standing.safeMode
        #expect(
            watch.look(at: .withoutJournal, isAlarmUnderWay: false, at: Self.at(0))
                == [.tell(.status(safe.status)), .tell(.ready)]
        )
        #expect(watch.nextDeadline == Self.at(3_600))
        #expect(watch.look(at: .open, isAlarmUnderWay: false, at: Self.at(3_599)).isEmpty)
        #expect(watch.look(at: .open, isAlarmUnderWay: true, at: Self.at(3_600)).isEmpty)
        // It does not go round and round meanwhile.
        #expect(watch.nextDeadline == Self.at(3_660))
        #expect(
            watch.look(at: .open, isAlarmUnderWay: false, at: Self.at(4_000))
                == [.tryOrdinaryStart]
        )
    }
}
