import SimulationKit
import Testing

/// A night at the hotline as it was recorded: what the box sent of it in the end.
///
/// What the desk at the centre makes of that is shown by `NightAtTheDeskTests`.
@Suite struct NightTests {
    /// Broken once: with the record of the line left out where a call was logged while it went on, the
    /// seconds of its ring were missing; with the closing of all calls left to those that were answered,
    /// one stayed unlogged.
    @Test func `a night: every call once, every ring accounted for, none unlogged`() throws {
        let failures = try Scenario(
            Scenario.night + """

                at 12h expect 0 unlogged · at 12h expect 0 doubled · at 12h expect 107 ringing
                at 12h expect 2 intakes · at 12h expect 1 interrupted
                at 12h expect 1 alarms · at 12h expect 0 owed
                """
        ).play()
        #expect(failures.isEmpty, "\(failures)")
    }

    /// Broken once: with the call of an intake left to be logged by hand, there were three.
    @Test func `without the supervisor's key the two calls stay open`() throws {
        let shift = Scenario.night.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("desk keys 444h") && !$0.contains("expect 0 open") }
        let failures = try Scenario(
            shift.joined(separator: "\n") + "\nat 12h expect 2 unlogged · at 12h expect 0 doubled"
        ).play()
        #expect(failures.isEmpty, "\(failures)")
    }
}
