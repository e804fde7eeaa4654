/// A day of the Gregorian calendar, as it is on the islands.
///
/// The islands are four hours behind UTC the whole year, without summer time (DESIGN 10).
public struct CivilDay: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// From 1 to 12.
    public let month: Int
    /// From 1 to 31.
    public let day: Int

    /// How far the islands are behind UTC, in hours.
    public static let hoursBehind = 4

    /// The day on the islands in which `hour` lies.
    ///
    /// The calendar repeats every 400 years, which are 146,097 days. Counted from 1 March of a year
    /// divisible by 400, the leap day is the last of its year, so that a month begins
    /// (153 × month + 2) / 5 days after the year: 31 + 30 + 31 + 30 + 31 are 153 days in five months.
    ///
    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    public init(hour: UnixHour) {
        // From 1970-01-01 to 1 March of the year 0 are 719,468 days; no hour lies before 1969.
        let days = (Int(hour.rawValue) - Self.hoursBehind + 24) / 24 - 1 + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    }
}

/// A day of the week.
///
/// Source: ISO 8601-1, 3.1.2.9: the week begins on Monday, which is 1.
public enum Weekday: UInt8, Hashable, Sendable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// The day of the week on the islands in which `hour` lies.
    ///
    /// 1970-01-01 was a Thursday, so 1969-12-29 was a Monday: three days before.
    public init(hour: UnixHour) {
        let days = (Int(hour.rawValue) - CivilDay.hoursBehind + 24) / 24 - 1
        guard let weekday = Weekday(rawValue: UInt8((days + 3 + 7) % 7 + 1)) else {
            preconditionFailure("a remainder of seven names a day")
        }
        self = weekday
    }

    /// The day after.
    public var next: Weekday {
        Weekday(rawValue: rawValue % 7 + 1) ?? .monday
    }
}
