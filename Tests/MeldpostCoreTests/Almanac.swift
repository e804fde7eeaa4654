@testable import MeldpostCore

/// An hour on the islands, as a person writes it down.
struct AlmanacDate: Hashable {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int

    /// The same hour so many days later, a leaf of the calendar at a time.
    func later(days: Int) -> AlmanacDate {
        var date = self
        for _ in 0..<days { date.turnLeaf() }
        return date
    }

    init(year: Int, month: Int, day: Int, hour: Int) {
        (self.year, self.month, self.day, self.hour) = (year, month, day, hour)
    }

    init(_ day: CivilDay, hour: UInt8) {
        self.init(year: day.year, month: day.month, day: day.day, hour: Int(hour))
    }

    /// The next hour.
    mutating func pass() {
        hour += 1
        guard hour == 24 else { return }
        hour = 0
        turnLeaf()
    }

    private mutating func turnLeaf() {
        day += 1
        guard day > Self.length(of: month, in: year) else { return }
        day = 1
        month += 1
        guard month == 13 else { return }
        month = 1
        year += 1
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2:
            let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
            return isLeap ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }
}

/// A slow, obvious calendar of the islands: every hour since 1970, one after the other.
///
/// It begins with what everybody knows, that Unix time is 0 at midnight of 1 January 1970 in Greenwich,
/// when it is eight in the evening of the day before on the islands, and then only ever adds one.
struct Almanac {
    private let first: UInt32
    private var dates: [AlmanacDate] = []
    private var hours: [AlmanacDate: UInt32] = [:]

    /// The hours from `first` on.
    init(from first: UnixHour, hours count: Int) {
        self.first = first.rawValue
        var date = AlmanacDate(year: 1969, month: 12, day: 31, hour: 20)
        for hour in 0..<first.rawValue + UInt32(count) {
            if hour >= first.rawValue {
                dates.append(date)
                hours[date] = hour
            }
            date.pass()
        }
    }

    func date(of hour: UnixHour) -> AlmanacDate { dates[Int(hour.rawValue - first)] }

    func hour(of date: AlmanacDate) -> UnixHour { UnixHour(rawValue: hours[date]!) }
}
