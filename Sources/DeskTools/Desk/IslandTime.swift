internal import MeldpostCore

/// A time as a clock on the islands shows it: four hours behind UTC the whole year (DESIGN 10).
struct IslandTime: Hashable, Sendable {
    let year: Int
    let month: Int
    let day: Int
    let hour: Int
    let minute: Int

    /// How far the islands are behind UTC, in minutes.
    private static let minutesBehind: Int64 = 240

    /// The time on the islands.
    ///
    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`: counted
    /// from 1 March, the leap day is the last of its year; the calendar repeats every 146,097 days.
    init(_ time: UnixTime) {
        let minutes = time.milliseconds / 60_000 - Self.minutesBehind + 719_468 * 1_440
        let days = Int(minutes / 1_440)
        minute = Int(minutes % 60)
        hour = Int(minutes % 1_440) / 60
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * fromMarch + 2) / 5 + 1
        month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    }

    /// For example `2026-11-21`.
    var dayText: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }

    /// For example `2026-11-21 14h`: no finer than the hour.
    var hourText: String { "\(dayText) \(Self.two(hour))h" }

    /// For example `2026-11-21 14:03`.
    var minuteText: String { "\(dayText) \(Self.two(hour)):\(Self.two(minute))" }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
