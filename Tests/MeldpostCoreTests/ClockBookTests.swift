import Testing

@testable import MeldpostCore

@Suite struct ClockBookTests {
    private let hour = UnixHour(rawValue: 490_000)
    private let entry = EntryReference(journal: .zero, sequence: 1)

    /// The length of each term and how long before its end it is called due soon, in hours.
    private static let hours: [(LegalTerm, Int, Int)] = [
        (.decideOnSteps, 168, 24), (.takeUpSerious, 24, 6), (.tellPersonConcerned, 168, 24),
        (.investigateNeed, 1_008, 168),
    ]

    @Test(arguments: hours)
    func `P7 a term is due soon, and then overdue, from the hour of its entry`(
        term: LegalTerm,
        length: Int,
        warning: Int
    ) {
        var book = ClockBook()
        book.start(LegalClock(entry: entry, term: term, start: hour))
        let end = hour.start + .seconds(length * 3_600)
        let soon = end + .seconds(-warning * 3_600)
        #expect(book.urgency(at: soon + .milliseconds(-1)) == .quiet)
        #expect(book.nextChange(after: hour.start) == soon)
        #expect(book.urgency(at: soon) == .dueSoon)
        #expect(book.nextChange(after: soon) == end)
        #expect(book.urgency(at: end + .milliseconds(-1)) == .dueSoon)
        #expect(book.urgency(at: end) == .overdue)
        #expect(book.nextChange(after: end) == nil)
    }

    @Test func `a warning comes at a quarter of the term at most, or a day before its end`() {
        for term in LegalTerm.allCases {
            #expect(term.warning * 4 <= term.duration || term.warning <= .seconds(86_400))
        }
    }

    @Test func `a clock is closed by its own step only`() {
        var book = ClockBook()
        book.start(LegalClock(entry: entry, term: .decideOnSteps, start: hour))
        book.start(LegalClock(entry: entry, term: .takeUpSerious, start: hour))
        #expect(book.clocks.map(\.term) == [.takeUpSerious, .decideOnSteps])
        let result1 = book.close(entry, .investigateNeed)
        #expect(!result1)
        let result2 = book.close(EntryReference(journal: .zero, sequence: 2), .takeUpSerious)
        #expect(!result2)
        #expect(book.count == 2)
        let result3 = book.close(entry, .takeUpSerious)
        #expect(result3)
        let result4 = book.close(entry, .takeUpSerious)
        #expect(!result4)
        #expect(book.urgency(at: hour.start + .seconds(2 * 86_400)) == .quiet)
        let result5 = book.close(entry, .decideOnSteps)
        #expect(result5)
        #expect(book.count == 0)
        #expect(book.urgency(at: hour.start + .seconds(1_000 * 86_400)) == .quiet)
    }

    @Test func `P7 a start never moves later`() {
        var book = ClockBook()
        book.start(LegalClock(entry: entry, term: .decideOnSteps, start: hour))
        book.start(
            LegalClock(
                entry: entry,
                term: .decideOnSteps,
                start: UnixHour(rawValue: hour.rawValue + 5)
            )
        )
        #expect(book.clocks.map(\.start) == [hour])
        let earlier = UnixHour(rawValue: hour.rawValue - 5)
        book.start(LegalClock(entry: entry, term: .decideOnSteps, start: earlier))
        #expect(book.clocks.map(\.start) == [earlier])
    }

    // Broken once: with a search of all clocks at each start it ran into its limit.
    @Test(.timeLimit(.minutes(1))) func `F48 the clocks of a very long journal start at once`() {
        var book = ClockBook()
        for sequence in 1...100_000 as ClosedRange<UInt64> {
            let entry = EntryReference(journal: .zero, sequence: sequence)
            let start = UnixHour(rawValue: hour.rawValue + UInt32(100_000 - sequence))
            book.start(LegalClock(entry: entry, term: .decideOnSteps, start: start))
        }
        #expect(book.count == 100_000)
        #expect(
            book.nextChange(after: UnixTime(milliseconds: 0)) == hour.start + .seconds(144 * 3_600)
        )
    }
}
