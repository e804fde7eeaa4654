import Testing

@testable import MeldpostCore

@Suite struct OpeningTableTests {
    private let table = OpeningTable(
        hours: [Weekday.monday, .tuesday].map { .init(weekday: $0, hours: 8...11) }
            + [.init(weekday: .friday, hours: 13...15)]
    )

    /// An hour of Monday 16 November 2026 and the days after it, in the time of the islands.
    private func time(day: Int, hour: Int, minute: Int = 0) -> UnixTime {
        let start = Int64(1_794_801_600)  // 2026-11-16 04:00 UTC
        return UnixTime(
            milliseconds: (start + Int64((day * 24 + hour) * 3_600 + minute * 60)) * 1_000
        )
    }

    @Test func `the days of the week are those of the calendar`() {
        #expect(Weekday(hour: time(day: 0, hour: 0).hour) == .monday)
        #expect(Weekday(hour: time(day: 0, hour: 23).hour) == .monday)
        #expect(Weekday(hour: time(day: 6, hour: 23).hour) == .sunday)
        #expect(Weekday(hour: UnixHour(rawValue: 4)) == .thursday)
        #expect(Weekday(hour: UnixHour(rawValue: 3)) == .wednesday)
    }

    @Test func `somebody is here from the first minute of an hour to the last of the last`() {
        #expect(table.presence(at: time(day: 0, hour: 8), trust: .carried) == .here)
        #expect(table.presence(at: time(day: 0, hour: 11, minute: 59), trust: .confirmed) == .here)
        #expect(
            table.presence(at: time(day: 0, hour: 7, minute: 59), trust: .confirmed)
                == .away(until: DeskOpening(.monday, hour: 8))
        )
        #expect(
            table.presence(at: time(day: 0, hour: 12), trust: .confirmed)
                == .away(until: DeskOpening(.tuesday, hour: 8))
        )
        #expect(
            table.presence(at: time(day: 4, hour: 16), trust: .confirmed)
                == .away(until: DeskOpening(.monday, hour: 8))
        )
    }

    @Test func `without a table or without trust in the clock nobody is said to be here`() {
        #expect(table.presence(at: time(day: 0, hour: 9), trust: .unknown) == .unknown)
        let none = OpeningTable(hours: [])
        #expect(none.presence(at: time(day: 0, hour: 9), trust: .confirmed) == .unknown)
        #expect(table.presence(at: UnixTime(milliseconds: -1), trust: .carried) == .unknown)
    }
}
