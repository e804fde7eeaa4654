import SimulationKit
import Testing

/// A night at the hotline as it was recorded: what the desk at the centre shows of it in the end.
@Suite struct NightTests {
    /// Eleven calls of all kinds on two lines, two workers, an outage, a power cut and a panic.
    ///
    /// A call that is missed rang to the end of its last ring, one that was answered until then: four
    /// rings are 16 s or 15 s.
    static let night = """
        at 0s power on
        # 1: a report, logged after it; 10 s
        at 10m line 1 rings 3 talks 4m · at 15m desk keys 100135790 · at 15m10s desk keys 1h
        # 2: nobody answered; 16 s
        at 20m line 2 rings 4 · at 21m desk keys 33 · at 22m desk down
        # 3: advice, logged while it goes on; 5 s
        at 30m line 1 rings 2 talks 5m · at 31m desk keys 100135790 · at 31m10s desk keys 2h
        at 38m desk down
        # 4 and 5: both lines at once, each logged by the other worker; 10 s and 15 s
        at 40m line 1 rings 3 talks 6m · at 40m2s line 2 rings 4 talks 3m
        at 50m desk keys 207246801 · at 50m10s desk keys 1h · at 50m20s desk keys 2h
        at 52m desk down
        at 60m link down
        # 6: the full intake during the call; 10 s
        at 61m line 1 rings 3 talks 8m · at 62m desk keys 207246801
        at 62m10s desk keys 142111h2 · at 63m desk keys 12h · at 63m10s desk keys h
        # 7: three seconds, and gone; 1 s
        at 80m line 2 rings 1 · at 81m desk keys 207246801 · at 81m10s desk keys 31
        at 82m desk down
        # 8: the power is cut in the middle of it, and of an intake; 5 s of ringing are lost with it
        at 90m line 1 rings 2 talks 20m · at 91m desk keys 207246801
        at 91m10s desk keys 1411 · at 92m desk keys 21 · at 95m power off · at 97m power on
        # 9: a call from the desk
        at 115m line 2 calls out for 2m
        at 120m panic pressed for 300ms · within 1s expect incident alarm
        within 30s expect condition panic.not-delivered
        at 121m desk keys 100135790 · at 121m10s desk keys 431 · within 5s expect accepted
        # 8 is logged for the colleague
        at 123m desk keys 42207 · at 123m10s desk keys 1h · at 125m reset · at 126m desk down
        # 10 and 11: nobody logs them; 36 s and 5 s
        at 130m line 1 rings 8 · at 140m line 2 rings 2 talks 1m
        at 150m expect 2 open
        at 160m link up · at 170m desk keys 100135790
        at 170m10s desk keys 444h
        within 10s expect 0 open
        at 12h expect 11 calls
        """

    /// Broken once: with the record of the line left out where a call was logged while it went on, the
    /// seconds of its ring were missing; with the closing of all calls left to those that were answered,
    /// one stayed unlogged.
    @Test func `a night: every call once, every ring accounted for, none unlogged`() throws {
        let failures = try Scenario(
            Self.night + """

                at 12h expect 0 unlogged · at 12h expect 0 doubled · at 12h expect 108 ringing
                at 12h expect 2 intakes · at 12h expect 1 interrupted
                at 12h expect 1 alarms · at 12h expect 0 owed
                """
        ).play()
        #expect(failures.isEmpty, "\(failures)")
    }

    /// Broken once: with the call of an intake left to be logged by hand, there were three.
    @Test func `without the supervisor's key the two calls stay open`() throws {
        let shift = Self.night.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("desk keys 444h") && !$0.contains("expect 0 open") }
        let failures = try Scenario(
            shift.joined(separator: "\n") + "\nat 12h expect 2 unlogged · at 12h expect 0 doubled"
        ).play()
        #expect(failures.isEmpty, "\(failures)")
    }
}
