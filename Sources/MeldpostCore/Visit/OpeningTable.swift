/// When somebody of the desk is there, by the day of the week: whole hours in the time of the
/// islands.
///
/// The law's note gives no hours, only "office hours" on Saba and St Eustatius (DOMAIN 2.1), so
/// there is no table until the desk supplies one, and without one nobody is said to be here. Public
/// holidays are not in the table: a desk that is closed on one takes its table away for the day.
///
/// Source: R49; note, 3.2.3.
public struct OpeningTable: Hashable, Sendable {
    /// Some hours of one day.
    public struct Hours: Hashable, Sendable {
        /// The day.
        public var weekday: Weekday
        /// From the beginning of the first of these hours to the end of the last: from 0 to 23.
        public var hours: ClosedRange<UInt8>

        /// Makes some hours of `weekday`.
        public init(weekday: Weekday, hours: ClosedRange<UInt8>) {
            self.weekday = weekday
            self.hours = hours
        }
    }

    /// All hours in which somebody is there.
    public var hours: [Hours]

    /// Makes a table.
    public init(hours: [Hours]) {
        self.hours = hours
    }

    /// Whether somebody is there at `time`, as far as the clock can be trusted.
    ///
    /// - Parameters:
    ///   - time: the time to go by.
    ///   - trust: how far it can be trusted; without trust the answer is ``DeskPresence/unknown``.
    /// - Returns: whether somebody is there, and when next.
    public func presence(at time: UnixTime, trust: ClockTrust) -> DeskPresence {
        guard !hours.isEmpty, trust != .unknown, time.milliseconds > 0 else { return .unknown }
        let now = time.hour
        if isOpen(in: now) { return .here }
        // The next opening is within a week, or the same hour a week later.
        for later in 1...UInt32(7 * 24) {
            let hour = UnixHour(rawValue: now.rawValue &+ later)
            if isOpen(in: hour) {
                return .away(until: DeskOpening(Weekday(hour: hour), hour: hour.hourOfDay))
            }
        }
        return .unknown
    }

    /// Whether somebody is there in an hour.
    func isOpen(in hour: UnixHour) -> Bool {
        let weekday = Weekday(hour: hour)
        return hours.contains { $0.weekday == weekday && $0.hours.contains(hour.hourOfDay) }
    }
}

/// Whether somebody of the desk is here now.
public enum DeskPresence: Hashable, Sendable {
    /// By the table of the desk, somebody is here.
    case here
    /// By the table of the desk, nobody is here until then.
    case away(until: DeskOpening)
    /// There is no table, or the clock cannot be trusted.
    case unknown
}

/// When a desk opens next.
public struct DeskOpening: Hashable, Sendable {
    /// The day.
    public var weekday: Weekday
    /// The hour of the day, from 0 to 23.
    public var hour: UInt8

    /// Makes the opening on `weekday` at `hour`.
    public init(_ weekday: Weekday, hour: UInt8) {
        self.weekday = weekday
        self.hour = hour
    }
}

extension UnixHour {
    /// The hour of the day on the islands, from 0 to 23.
    var hourOfDay: UInt8 {
        UInt8((Int(rawValue) - CivilDay.hoursBehind + 24) % 24)
    }
}
