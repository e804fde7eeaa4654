import SimulationKit
import Testing

/// Numbered timelines, each with the requirement or the row of the fault table that it proves.
///
/// In these worlds the inbox answers after 60 ms, the desk accepts an alarm 30 s after its first
/// signal, opens an entry and closes its clocks an hour after its arrival.
@Suite struct ScenarioTests {
    private func play(_ text: String) throws {
        let scenario = try Scenario(text)
        let failures = scenario.play()
        #expect(failures.isEmpty, "\(failures)")
    }

    @Test func `S01 P6 a press acts at once and a person at the centre accepts it`() throws {
        try play(
            """
            at 0s power on · at 1s panic pressed for 300ms
            at 1.05s expect relay closed · at 1.05s expect incident alarm
            within 100ms expect 1 alarms · within 100ms expect lamp panic blip
            within 40s expect accepted · at 1m expect lamp panic steady
            at 1m expect relay closed · at 1m expect no condition panic.not-delivered
            at 2m reset · at 2m expect relay open · at 2m expect lamp panic off
            within 10s expect 1 resets · within 10m expect 2 arrived
            """
        )
    }

    @Test func `S02 F56 an alarm without a network is shown as not delivered and arrives later`()
        throws
    {
        try play(
            """
            at 0s power on · at 10s link down · at 1m panic pressed for 300ms
            at 1m50ms expect relay closed · within 1s expect lamp panic double
            until 1m20s never condition panic.not-delivered
            within 100ms expect condition panic.not-delivered · within 0ms expect lamp desk fast
            at 10m link up · within 31s expect 1 alarms
            within 1m expect no condition panic.not-delivered · within 1m expect accepted
            """
        )
    }

    @Test func `S03 F6 a cut wire is a fault within half a second and not an alarm`() throws {
        try play(
            """
            at 0s power on · at 10s wire cut · until 10.499s never condition panic.wire-fault
            at 10.5s expect condition panic.wire-fault · until 1m never incident alarm
            at 1m panic released · within 1s expect no condition panic.wire-fault
            at 2m wire shorted · within 500ms expect condition panic.wire-fault
            at 2m10s expect incident none
            """
        )
    }

    @Test func `S04 F3 a stuck button is one alarm, then a fault, and works again once it is up`()
        throws
    {
        try play(
            """
            at 0s power on · at 1m panic pressed · within 50ms expect incident alarm
            until 11m never condition panic.stuck · within 50ms expect condition panic.stuck
            at 12m reset · until 1h never incident alarm · at 1h expect relay open
            at 1h panic released · within 50ms expect no condition panic.stuck
            at 1h1m panic pressed for 50ms · within 50ms expect incident alarm
            within 10s expect 2 alarms
            """
        )
    }

    @Test func `S05 F10 a press before the journal is open is sent at once and stored later`()
        throws
    {
        try play(
            """
            at 0s journal closed · at 1s power on · at 2s panic pressed for 100ms
            within 50ms expect relay closed · within 200ms expect 1 alarms · at 10s expect 0 stored
            at 10s expect condition panic.not-stored
            at 1m journal open · within 100ms expect 1 stored
            within 100ms expect no condition panic.not-stored
            """
        )
    }

    @Test func `S06 F11 an alarm survives a power cut and goes on until it is reset`() throws {
        try play(
            """
            at 0s power on · at 10s link down · at 1m panic pressed for 300ms
            within 100ms expect 1 stored · at 1m5s power off · at 1h power on
            within 100ms expect relay closed · within 100ms expect lamp panic double
            within 21s expect condition panic.not-delivered
            at 2h link up · within 31s expect 1 alarms · within 40s expect accepted
            at 3h reset · at 3h1m power off · at 3h2m power on · until 3h10m never incident alarm
            """
        )
    }

    @Test func `S07 P1 what was called stored survives a power cut and arrives once`() throws {
        try play(
            """
            at 0s power on · at 10s link down · at 1m report · within 10s expect said store.stored
            at 1m10s power off · at 2m power on · at 2m expect 1 stored
            at 3m link up · within 30m expect 1 arrived
            within 2h expect 1 erased
            """
        )
    }

    @Test func `S08 P7 R4 an urgent report leaves at once and starts both clocks`() throws {
        try play(
            """
            at 0s power on · at 1m desk empty · at 1m1s urgent report
            within 2s expect said store.stored · within 3s expect 1 arrived
            at 1m10s expect 2 clocks · at 1m10s expect no condition term.due-soon
            at 18h5m expect condition term.due-soon · at 18h5m expect lamp desk slow
            at 1d2m expect condition term.overdue · at 1d2m expect lamp desk double
            at 2d desk attended · within 2h expect 0 clocks
            within 1m expect no condition term.overdue
            """
        )
    }

    @Test func `S09 P7 C6 the seven days run through a power cut and a wall clock in 1970`() throws
    {
        try play(
            """
            at 0s power on · at 1m desk empty · at 1h link down · at 2h report
            at 1d power off · at 1d6h wall clock behind by 20000d · at 1d6h power on
            at 1d6h1m expect 1 clocks
            at 3d link up · at 6d2h expect condition term.due-soon
            at 7d2h1m expect condition term.overdue
            """
        )
    }

    @Test func `S10 F39 a full disk says not stored, and a panic record still fits`() throws {
        try play(
            """
            at 0s power on · at 1m disk full · at 2m report · within 10s expect said store.not-stored
            at 2m10s expect condition disk.full · at 2m10s expect 0 stored
            at 3m panic pressed for 100ms · within 200ms expect 1 stored
            within 200ms expect 1 alarms
            at 10m disk sound · at 11m report · within 10s expect said store.stored
            at 12m expect no condition disk.full
            """
        )
    }

    @Test func `S11 F55 slots missed in an outage are made up at sixteen a slot`() throws {
        // An hour is 180 slots; 15 more a slot than the slot's own make that 12 slots, 4 minutes.
        try play(
            """
            at 0s power on · at 1h link down · at 2h link up · within 30s expect 179 owed
            within 270s expect 0 owed
            """
        )
    }

    @Test func `S12 the loss of the path is known within a minute and named`() throws {
        try play(
            """
            at 0s power on · at 10m link down · within 61s expect condition centre.unreachable
            at 20m link up · within 21s expect no condition centre.unreachable
            at 30m courier off · within 5s expect condition courier.absent
            at 31m courier on · within 1s expect no condition courier.absent
            """
        )
    }

    @Test func `S13 R18 advice starts no clock and a broken-off visit leaves nothing`() throws {
        try play(
            """
            at 0s power on · at 1m advice · within 10s expect said store.stored
            at 2m expect 1 stored · at 2m expect 0 clocks
            at 3m report broken off · until 10m never 2 stored
            """
        )
    }

    @Test func `S14 R2 danger said and the handset hung up is sent as an urgent report`() throws {
        try play(
            """
            at 0s power on · at 1m danger broken off · within 3s expect 1 stored
            within 3s expect 1 arrived · at 2m expect 2 clocks
            """
        )
    }

    @Test func `S15 F5 a hundred presses are one incident, all counted`() throws {
        let presses = (0..<100).map { "at \(60_000 + $0 * 100)ms panic pressed for 50ms" }
        try play(
            """
            at 0s power on
            \(presses.joined(separator: "\n"))
            at 1m10.1s expect 100 presses · at 1m20s expect 1 alarms · at 1m20s expect 1 stored
            """
        )
    }

    @Test func `S16 a test is marked, closes no relay, and never hides an alarm`() throws {
        try play(
            """
            at 0s power on · at 1m test on · at 1m expect condition panic.test-mode
            at 1m10s panic pressed for 100ms · within 100ms expect incident test
            within 1s expect 1 tests · at 1m20s expect relay open · at 1m20s expect 0 alarms
            at 2m test off · at 2m expect incident none
            at 3m panic pressed for 100ms · within 50ms expect relay closed
            at 3m10s test on · at 3m10s expect no condition panic.test-mode
            at 3m20s panic pressed for 100ms · at 3m21s expect incident alarm
            at 3m30s expect 1 alarms · at 3m30s expect 1 tests
            at 1h reset · at 1h1m test on · at 1h11m1s expect no condition panic.test-mode
            at 1h12m panic pressed for 100ms · within 50ms expect incident alarm
            """
        )
    }

    @Test func `S17 F62 an entry that the inbox refuses does not hold up the others`() throws {
        try play(
            """
            at 0s power on · at 1m inbox refuses an entry · at 2m report · at 5m report
            within 30m expect 1 arrived · at 1d inbox takes entries · within 1d expect 2 arrived
            """
        )
    }

    @Test func `S18 an inbox that forgets pieces gets the entry from its beginning`() throws {
        try play(
            """
            at 0s power on · at 1m report · at 5m inbox loses pieces · within 15m expect 1 arrived
            """
        )
    }

    /// Broken once: with the resets kept in memory only, the centre never hears of it.
    @Test func `S19 P6 a reset made offline outlives a power cut, and reaches the centre`() throws {
        try play(
            """
            at 0s power on · at 1m panic pressed for 300ms · within 20s expect 1 alarms
            at 2m link down · at 3m reset · at 4m power off · at 5m power on
            at 6m expect incident none · at 6m expect 0 resets
            at 10m link up · within 2m expect 1 resets
            """
        )
    }

    @Test func `S20 P7 C6 a call logged as a report runs for seven days, through a power cut`()
        throws
    {
        try play(
            """
            at 0s power on · at 1m desk empty · at 1h link down
            at 2h line 1 rings 3 talks 1m · at 2h5m desk keys 100135790
            at 2h5m20s expect 0 clocks · at 2h5m20s desk keys 1h
            within 10s expect 1 clocks · at 2h6m desk down
            at 1d power off · at 1d1h power on · at 1d1h1m expect 1 clocks
            at 2d link up · at 6d2h expect condition term.due-soon
            at 7d2h10m expect condition term.overdue
            """
        )
    }

    @Test func `a scenario that expects what is not so fails`() throws {
        let scenario = try Scenario("at 0s power on · at 1s expect relay closed")
        #expect(scenario.play().count == 1)
        let never = try Scenario(
            "at 0s power on · at 1s panic pressed for 1s · until 2s never relay closed"
        )
        #expect(never.play().count == 1)
        #expect(throws: ScenarioRefusal.step("relay shut")) { try Scenario("at 1s relay shut") }
        #expect(throws: ScenarioRefusal.step("relay shut now")) {
            try Scenario("at 1s expect relay shut now")
        }
        #expect(throws: ScenarioRefusal.time("1x")) { try Scenario("at 1x power on") }
    }
}
