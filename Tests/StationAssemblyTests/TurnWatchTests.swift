import MeldpostCore
import SystemdService
import Testing

@testable import StationAssembly

/// A station that stands still, and a thread of the button that does: an idle loop, which looks only
/// when it wants to, in virtual time, under a systemd that kills after ten seconds.
@Suite struct TurnWatchTests {
    private static let patience = Duration.seconds(10)

    private static func at(_ seconds: Double) -> Instant {
        Instant(sinceStart: .milliseconds(Int64(seconds * 1_000)))
    }

    /// What came of a run.
    private struct Outcome {
        var hangs: [Instant] = []
        var kill: Instant?
        var firstSignAfterStop: Instant?
    }

    /// Runs a station for 30 s.
    ///
    /// - Parameters:
    ///   - stops: when all of it stands still.
    ///   - isLoopFirst: whether the loop has its round before the thread, when it goes on.
    ///   - hang: from when on the thread goes round no more.
    private func run(
        stops: [ClosedRange<Double>] = [],
        isLoopFirst: Bool = true,
        hang: Double = .infinity
    ) -> Outcome {
        var watch = ServiceWatch(interval: Self.patience / 3, isSafeMode: false, at: Self.at(0))
        var outcome = Outcome()
        var sign = Self.at(0)
        var turns: UInt64 = 0
        for step in 0..<3_000 {
            let seconds = Double(step) / 100
            let now = Self.at(seconds)
            if outcome.kill == nil, sign + Self.patience < now { outcome.kill = now }
            if stops.contains(where: { $0.lowerBound < seconds && seconds < $0.upperBound }) {
                continue
            }
            let isFirstRound = stops.contains { $0.upperBound == seconds }
            let goesRound = seconds < hang && (step % 25 == 0 || isFirstRound)
            if goesRound, !(isFirstRound && isLoopFirst) { turns += 1 }
            if watch.nextDeadline.map({ $0 <= now }) == true {
                let actions = watch.look(
                    at: ServiceWatch.Standing(journal: .open, panic: .armed),
                    turns: turns,
                    isAlarmUnderWay: false,
                    at: now
                )
                if actions.contains(.noteHang) { outcome.hangs.append(now) }
                if actions.contains(.tell(.alive)) {
                    sign = now
                    if let stop = stops.last, stop.upperBound <= seconds {
                        outcome.firstSignAfterStop = outcome.firstSignAfterStop ?? now
                    }
                }
            }
            if goesRound, isFirstRound, isLoopFirst { turns += 1 }
        }
        return outcome
    }

    /// Broken once: with the time that the station stood still counted as the thread's, the loop told
    /// of a hang, and systemd killed it with the relay of the alarm closed.
    @Test(arguments: stride(from: 3.0, through: 10.0, by: 0.1).map { $0 }, [true, false])
    func `F9 a station that stood still for six seconds is not killed`(
        from begin: Double,
        isLoopFirst: Bool
    ) {
        let end = ((begin + 6) * 100).rounded() / 100
        let outcome = run(stops: [begin...end], isLoopFirst: isLoopFirst)
        #expect(outcome.hangs.isEmpty)
        #expect(outcome.kill == nil)
        #expect(outcome.firstSignAfterStop == Self.at(end))
    }

    /// Broken once: without the second look a stop in which the loop was hardly late was told as a hang.
    @Test(arguments: [3.5, 4, 4.3], [true, false])
    func `a shorter stop is no hang, and the watchdog is fed soon`(
        length: Double,
        isLoopFirst: Bool
    ) throws {
        // The loop has just looked, and the thread had no round since.
        for begin in [3.36, 3.4, 3.45, 6.7, 7] {
            let end = ((begin + length) * 100).rounded() / 100
            let outcome = run(stops: [begin...end], isLoopFirst: isLoopFirst)
            #expect(outcome.hangs.isEmpty, "\(begin)")
            #expect(outcome.kill == nil, "\(begin)")
        }
    }

    /// Broken once: with the time that the station stood still counted as the thread's, no feed came.
    @Test(arguments: [true, false])
    func `F9 a station that stood still for twelve seconds is fed for at once, and has no hang`(
        isLoopFirst: Bool
    ) {
        let outcome = run(stops: [6.7...18.7], isLoopFirst: isLoopFirst)
        #expect(outcome.hangs.isEmpty)
        // What systemd would do meanwhile is right: nobody heard of the station for ten seconds.
        #expect(outcome.kill.map { $0 < Self.at(18.7) } == true)
        #expect(outcome.firstSignAfterStop == Self.at(18.7))
    }

    /// Broken once: with each long wait of an idle loop taken for a stop no hang was ever found.
    @Test(arguments: stride(from: 5.0, to: 9.0, by: 0.1).map { $0 })
    func `P6 a thread that hangs is found within the ten seconds of the watchdog`(
        from hang: Double
    ) throws {
        let outcome = run(hang: hang)
        let found = try #require(outcome.hangs.first)
        #expect(found <= Self.at(hang + 7.5))
        let kill = try #require(outcome.kill)
        #expect(kill <= Self.at(hang + 13.5))
        #expect(outcome.hangs.count == 1)
    }

    /// Broken once: with its time given again at each late round, a hang was never found.
    @Test func `P6 a thread that hangs is found by a loop that is always late, too`() throws {
        let stops = (2..<7).map { Double($0) * 4...Double($0) * 4 + 3.9 }
        let outcome = run(stops: stops, hang: 9)
        let found = try #require(outcome.hangs.first)
        #expect(found <= Self.at(28))
        #expect(outcome.kill != nil)
    }

    @Test func `a hang that begins before a stop is found after it`() throws {
        let outcome = run(stops: [6.5...12.5], hang: 6)
        let found = try #require(outcome.hangs.first)
        #expect(found <= Self.at(12.5 + 7.5))
        #expect(outcome.kill != nil)
    }
}
