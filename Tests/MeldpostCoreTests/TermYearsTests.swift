import Testing

@testable import MeldpostCore

/// The terms over ten virtual years: every edge of the calendar, and every kind of wrong clock.
@Suite struct TermYearsTests {
    /// 2026-01-01 00:00 on the islands, four hours behind UTC.
    private static let first = UnixHour(rawValue: 490_900)
    private static let tenYears = 10 * 8_766

    /// Terms in days of a calendar, as the law counts them.
    private static let days: [LegalTerm: Int] = [
        .decideOnSteps: 7, .takeUpSerious: 1, .tellPersonConcerned: 7, .investigateNeed: 42,
    ]

    /// Every hour of ten years, by a calendar that knows nothing of how the station counts: the same hour
    /// of a later day, over leap years and the turn of each year, with no hour that summer time skips.
    ///
    /// Broken once: with a term of seven days and an hour.
    @Test func `a term of days ends on the same hour of a later day, without summer time`() throws {
        let almanac = Almanac(from: Self.first, hours: Self.tenYears + 50 * 24)
        var (leapDays, newYears) = (0, 0)
        for offset in 0..<Self.tenYears {
            let start = UnixHour(rawValue: Self.first.rawValue + UInt32(offset))
            for (term, days) in Self.days {
                let clock = LegalClock(
                    entry: EntryReference(journal: .zero, sequence: 1),
                    term: term,
                    start: start
                )
                let date = almanac.date(of: start)
                let end = date.later(days: days)
                // What is said of it is that day, too.
                let hour = clock.deadline.hour
                let said = CivilDay(hour: hour)
                guard hour == almanac.hour(of: end),
                    AlmanacDate(said, hour: hour.hourOfDay) == end
                else {
                    Issue.record("\(date), \(days) days")
                    return
                }
                leapDays += end.month == 2 && end.day == 29 ? 1 : 0
                newYears += end.year > date.year ? 1 : 0
            }
        }
        // 29 February of 2028 and 2032; the turns of ten years, for 1, 7, 7 and 42 days each.
        #expect(leapDays == 2 * 24 * 4)
        #expect(newYears == 10 * 24 * (1 + 7 + 7 + 42))
    }

    /// Ten years of reports in a station whose wall clock jumps, stops and lies, now and then confirmed:
    /// a deadline is never later than the true receipt and the term, and a term that has truly passed is
    /// shown as passed whenever anything known says so.
    ///
    /// What is late is judged by the almanac.
    /// Broken once: with the wall clock taken for the earliest time, deadlines were late after a jump ahead.
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `P7 in ten years of wrong clocks no deadline is late`(seed: UInt64) {
        var random = StationRandom(seed: seed, stream: 77)
        var keeper = TimeKeeper()
        var book = ClockBook()
        let epoch = UnixHour(rawValue: Self.first.rawValue).start
        keeper.restoreBound(epoch, trueAt: .start, at: .start)
        var now = Instant.start
        var sequence: UInt64 = 0
        var received: [UInt64: UnixTime] = [:]
        let almanac = Almanac(from: Self.first, hours: Self.tenYears + 50 * 24)
        while now < .start + .seconds(Int64(Self.tenYears) * 3_600) {
            now = now + .seconds(Int64(random.next() % 400_000))
            let truth = epoch + (now - .start)
            switch random.next() % 4 {
            case 0: _ = keeper.confirm(truth, at: now)
            case 1:
                let jump = Int64(random.next() % 800_000_000) - 400_000_000
                keeper.readWallClock(truth + .seconds(jump), at: now)
            case 2: keeper.readWallClock(UnixTime(milliseconds: 0), at: now)
            default: break
            }
            sequence += 1
            let start = keeper.earliest(at: now).hour
            received[sequence] = truth
            let entry = EntryReference(journal: .zero, sequence: sequence)
            let term = LegalTerm.allCases[Int(random.next() % 4)]
            book.start(LegalClock(entry: entry, term: term, start: start))
            for clock in book.clocks {
                let receipt = received[clock.entry.sequence]!
                let end = almanac.date(of: receipt.hour).later(days: Self.days[clock.term]!)
                let latest = almanac.hour(of: end).start + (receipt - receipt.hour.start)
                #expect(clock.deadline <= latest)
                let due = keeper.latestKnown(at: now)
                if truth <= due, latest <= truth { #expect(book.urgency(at: due) == .overdue) }
            }
            while book.count > 6 {
                let oldest = book.clocks[0]
                let wasRunning = book.close(oldest.entry, oldest.term)
                #expect(wasRunning)
            }
        }
        #expect(sequence > 1_000)
    }

    @Test
    func `what is left of a term is said in days and hours, or hours and minutes, rounded down`() {
        let dialogue = WorkerDialogue(
            questionnaire: QuestionnaireFile.questionnaire,
            language: .english,
            island: .bonaire,
            isSilent: true
        )
        func said(_ seconds: Int64) -> [Int] {
            let time = Self.first.start
            let context = WorkerContext(
                claimedTime: time,
                isStorePossible: true,
                calls: CallBook(),
                accounts: AccountBook()
            )
            return dialogue.timeLeft(until: time + .seconds(seconds), context).compactMap {
                if case .number(let number) = $0 { number } else { nil }
            }
        }
        #expect(said(7 * 86_400) == [7, 0] && said(7 * 86_400 - 1) == [6, 23])
        #expect(said(86_400) == [1, 0] && said(86_399) == [23, 59])
        #expect(said(5 * 3_600 + 20 * 60 + 59) == [5, 20])
        #expect(said(59) == [0, 0] && said(0) == [] && said(-5) == [])
    }
}
