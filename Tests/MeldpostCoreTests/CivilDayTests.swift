import Foundation
import Testing

@testable import MeldpostCore

@Suite struct CivilDayTests {
    @Test func `every day from 1969 to 2400 is the one that Foundation has`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: -4 * 3_600))
        // Every thirteenth hour, so that all hours of the day come up.
        for hour in stride(from: UInt32(0), to: 431 * 8_766, by: 13) {
            let date = Date(timeIntervalSince1970: Double(hour) * 3_600)
            let expected = calendar.dateComponents([.year, .month, .day], from: date)
            let day = CivilDay(hour: UnixHour(rawValue: hour))
            guard day.year == expected.year, day.month == expected.month, day.day == expected.day
            else {
                Issue.record("hour \(hour) is \(day)")
                return
            }
        }
    }

    @Test func `the day changes at four hours UTC`() {
        let day = UInt32(1_794_708_000 / 3_600)  // 2026-11-15 02:00 UTC
        #expect(CivilDay(hour: UnixHour(rawValue: day + 1)).day == 14)
        #expect(CivilDay(hour: UnixHour(rawValue: day + 2)).day == 15)
    }

    @Test func `the last hour of the type is a day`() {
        let day = CivilDay(hour: UnixHour(rawValue: .max))
        #expect((1...12).contains(day.month))
        #expect((1...31).contains(day.day))
    }
}
