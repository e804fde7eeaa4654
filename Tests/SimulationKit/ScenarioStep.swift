/// One step of a scenario.
public enum ScenarioStep: Hashable, Sendable {
    /// At a time, something is done.
    case act(at: Int64, [TimedCommand])
    /// At a time, something is true.
    case expect(at: Int64, Expectation)
    /// From the last step on, something becomes true before a time has passed.
    case expectWithin(Int64, Expectation)
    /// From the last step up to a time, something never is true.
    case never(until: Int64, Expectation)

    /// A command, some milliseconds after its step.
    public struct TimedCommand: Hashable, Sendable {
        public var delay: Int64
        public var command: WorldCommand
    }
}

/// Something that a scenario expects of its world.
public enum Expectation: Hashable, Sendable {
    case relay(isClosed: Bool)
    case lamp(String, String)
    case condition(String, isRaised: Bool)
    case incident(String)
    case accepted
    case said(String)
    case count(Counted, Int)

    public enum Counted: String, Hashable, Sendable, CaseIterable {
        /// Alarms that the centre knows of.
        case alarms
        /// Tests of the button that the centre knows of.
        case tests
        /// Alarms that the centre knows to be reset.
        case resets
        /// Entries that were stored.
        case stored
        /// Entries that are complete at the centre.
        case arrived
        /// Entries whose body was erased.
        case erased
        /// Legal clocks that run.
        case clocks
        /// Presses of the incident.
        case presses
        /// Glitches of the contacts.
        case glitches
        /// Exchanges owed.
        case owed
        /// Calls that are over and that nobody logged, as the box knows them.
        case open
        /// Calls that the centre knows of, each once.
        case calls
        /// Calls at the centre that nobody logged, and that did not go out from the desk.
        case unlogged
        /// Calls with more than one record of their line, or more than one log.
        case doubled
        /// Seconds of ringing that the records at the centre account for.
        case ringing
        /// Reports that workers keyed, at the centre.
        case intakes
        /// Of those, the ones that broke off.
        case interrupted
    }
}

/// Why a scenario cannot be read.
public enum ScenarioRefusal: Error, Hashable {
    case time(String)
    case step(String)
}
