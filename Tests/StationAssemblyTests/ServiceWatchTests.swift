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

    private static func standing(
        _ journal: ServiceWatch.Standing.Journal,
        _ panic: PanicStanding = .armed
    ) -> ServiceWatch.Standing {
        ServiceWatch.Standing(journal: journal, panic: panic)
    }

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
            watch.look(at: Self.standing(.opening), isAlarmUnderWay: false, at: Self.at(0)) == [
                Self.alive
            ]
        )
        #expect(
            watch.look(at: Self.standing(.opening), isAlarmUnderWay: false, at: Self.at(1)).isEmpty
        )
        let open = Self.standing(.open)
        #expect(
            watch.look(at: open, isAlarmUnderWay: false, at: Self.at(2))
                == [.tell(.status(open.status)), .tell(.ready)]
        )
        #expect(watch.look(at: open, isAlarmUnderWay: false, at: Self.at(2.5)).isEmpty)
    }

    @Test func `a journal that cannot be opened, or takes long, does not hold ready back`() {
        var failed = watch()
        let without = Self.standing(.missing)
        #expect(
            failed.look(at: without, isAlarmUnderWay: false, at: Self.at(5)).suffix(2)
                == [.tell(.status(without.status)), .tell(.ready)]
        )
        var slow = watch()
        #expect(
            !slow.look(at: Self.standing(.opening), isAlarmUnderWay: false, at: Self.at(19.9))
                .contains(.tell(.ready))
        )
        #expect(slow.nextDeadline == Self.at(20))
        #expect(
            slow.look(at: Self.standing(.opening), isAlarmUnderWay: false, at: Self.at(20))
                .contains(.tell(.ready))
        )
        // Once it opens, the words change and nothing else.
        #expect(
            slow.look(at: Self.standing(.open), isAlarmUnderWay: false, at: Self.at(21))
                == [.tell(.status(Self.standing(.open).status))]
        )
    }

    /// Broken once: a next sign that was reckoned from the start fell behind after a long round.
    @Test func `F62 the watchdog is fed every third, whatever happens between`() {
        var watch = watch()
        var signs: [Double] = []
        for step in 0..<600 {
            let now = Double(step) / 10
            let actions = watch.look(
                at: Self.standing(.open),
                isAlarmUnderWay: false,
                at: Self.at(now)
            )
            if actions.contains(Self.alive) { signs.append(now) }
            // The loop is never let sleep past the next sign.
            let deadline = watch.nextDeadline
            #expect(deadline.map { $0 <= Self.at(now + 3) } == true)
        }
        #expect(signs == stride(from: 0, to: 60, by: 3).map { $0 })
        // A round that took eight seconds is followed by a sign at once, and the next after three.
        #expect(
            watch.look(at: Self.standing(.open), isAlarmUnderWay: false, at: Self.at(68)) == [
                Self.alive
            ]
        )
        #expect(watch.nextDeadline == Self.at(71))
    }

    @Test func `without a watchdog nothing is fed, and the rest is told`() {
        var watch = watch(interval: nil)
        #expect(
            watch.look(at: Self.standing(.open), isAlarmUnderWay: false, at: Self.at(0)).count == 2
        )
        #expect(watch.nextDeadline == Self.at(300))
    }

    @Test func `F62 five minutes without a crash forget the crashes before`() {
        var watch = watch(interval: nil)
        _ = watch.look(at: Self.standing(.open), isAlarmUnderWay: false, at: Self.at(0))
        #expect(
            watch.look(at: Self.standing(.open), isAlarmUnderWay: false, at: Self.at(299)).isEmpty
        )
        #expect(
            watch.look(at: Self.standing(.open), isAlarmUnderWay: true, at: Self.at(300)) == [
                .forgetStarts
            ]
        )
        #expect(watch.nextDeadline == nil)
        #expect(
            watch.look(at: Self.standing(.open), isAlarmUnderWay: false, at: Self.at(9_999)).isEmpty
        )
    }

    /// Broken once: safe mode that was left in the middle of an alarm.
    @Test func `F62 safe mode tries an ordinary start after an hour, but never in an alarm`() {
        var watch = watch(interval: nil, isSafeMode: true)
        let safe = Self.standing(.safeMode)
        #expect(
            watch.look(at: Self.standing(.missing), isAlarmUnderWay: false, at: Self.at(0))
                == [.tell(.status(safe.status)), .tell(.ready)]
        )
        #expect(watch.nextDeadline == Self.at(3_600))
        #expect(
            watch.look(at: Self.standing(.open), isAlarmUnderWay: false, at: Self.at(3_599)).isEmpty
        )
        #expect(
            watch.look(at: Self.standing(.open), isAlarmUnderWay: true, at: Self.at(3_600)).isEmpty
        )
        // It does not go round and round meanwhile.
        #expect(watch.nextDeadline == Self.at(3_660))
        #expect(
            watch.look(at: Self.standing(.open), isAlarmUnderWay: false, at: Self.at(4_000))
                == [.tryOrdinaryStart]
        )
    }

    /// Broken once: "Panic is armed." whatever the panel was.
    @Test func `what is said of panic is so, comes with ready, and changes when it changes`() {
        var watch = watch(interval: nil)
        func look(_ panic: PanicStanding, at seconds: Double) -> [Action] {
            watch.look(
                at: Self.standing(.open, panic),
                isAlarmUnderWay: false,
                at: Self.at(seconds)
            )
        }
        // The journal is open, but nobody has seen the button yet.
        #expect(look(.beginning, at: 0).isEmpty)
        #expect(look(.beginning, at: 1).isEmpty)
        #expect(
            look(.chipMissing, at: 2) == [
                .tell(.status(Self.standing(.open, .chipMissing).status)), .tell(.ready),
            ]
        )
        #expect(
            Self.standing(.open, .chipMissing).status.words
                == "Panic is NOT armed: the GPIO chip of the button is missing. The journal is open."
        )
        #expect(look(.chipMissing, at: 3).isEmpty)
        #expect(look(.armed, at: 4) == [.tell(.status(Self.standing(.open).status))])
        #expect(Self.standing(.open).status.words == "Panic is armed. The journal is open.")
        #expect(look(.wireFault, at: 5).count == 1)
        // A button that nobody ever sees does not hold the service back for ever.
        var slow = self.watch(interval: nil)
        let unseen = Self.standing(.open, .beginning)
        #expect(
            slow.look(at: unseen, isAlarmUnderWay: false, at: Self.at(20))
                == [.tell(.status(unseen.status)), .tell(.ready)]
        )
        #expect(unseen.status.words == "Panic is NOT armed yet. The journal is open.")
    }

    @Test func `safe mode does not say that panic works where it does not`() {
        var watch = watch(interval: nil, isSafeMode: true)
        let actions = watch.look(
            at: Self.standing(.missing, .wireFault),
            isAlarmUnderWay: false,
            at: Self.at(0)
        )
        let words = "Panic is NOT armed: a wire of the button is cut or shorted. "
        let all = Self.standing(.safeMode, .wireFault).status
        #expect(actions == [.tell(.status(all)), .tell(.ready)])
        #expect(all.words == words + "Safe mode after ten crashes: panic only.")
    }

    /// Broken once: fed by the loop alone, the watchdog heard nothing of the hung thread; and with a third
    /// waited after a feed held back a hang that was over went unfed till 24 s.
    @Test func `P6 a thread of the button that does not go round is not fed for, and is said`() {
        var watch = watch()
        var turns: UInt64 = 0
        var signs: [Double] = []
        var words: [String] = []
        var hangs = 0
        for step in 0..<400 {
            let now = Double(step) / 10
            // It goes round four times a second, but not from 10 s to 22 s.
            if !(10..<22).contains(now), step % 3 == 0 { turns += 1 }
            let actions = watch.look(
                at: Self.standing(.open),
                turns: turns,
                isAlarmUnderWay: false,
                at: Self.at(now)
            )
            for case .tell(.status(let status)) in actions { words.append(status.words) }
            if actions.contains(Self.alive) { signs.append(now) }
            if actions.contains(.noteHang) { hangs += 1 }
        }
        // Nothing from three seconds after its last round on: systemd acts after ten. Once it goes
        // round again that is told within half a second.
        #expect(signs == [0, 3, 6, 9, 12, 22.5, 25.5, 28.5, 31.5, 34.5, 37.5])
        #expect(hangs == 1)
        #expect(
            words == [
                "Panic is armed. The journal is open.",
                "Panic is NOT armed: the thread of the button hangs. The journal is open.",
                "Panic is armed. The journal is open.",
            ]
        )
    }

    @Test func `a thread that nothing makes go round is not waited for`() {
        var watch = watch()
        var signs: [Double] = []
        for step in 0..<60 {
            let now = Double(step) / 2
            let actions = watch.look(
                at: Self.standing(.open, .panelLost),
                turns: now < 12 ? 7 : nil,
                isAlarmUnderWay: false,
                at: Self.at(now)
            )
            if actions.contains(Self.alive) { signs.append(now) }
        }
        #expect(signs == [0, 12, 15, 18, 21, 24, 27])
    }
}
