import Testing

@testable import MeldpostCore

/// Whom a report concerns is told one by one (R29), children too: its term never ends while one of them
/// may be untold (P7).
@Suite struct PersonsToTellTests {
    /// A woman of 24 to 54, a man, and children.
    private static let adults = [
        "victim-age.question": "22", "victim-gender.question": "1",
        "perpetrator-gender.question": "2", "minors.question": "1",
    ]

    /// A desk at which a report was keyed with these answers and nothing else.
    private static func bench(_ answers: [String: String]) -> DeskBench {
        var bench = IntakeTests.bench()
        bench.signIn()
        bench.key("14" + "2")
        IntakeTests.finish(&bench, answers)
        return bench
    }

    private static func children(
        _ count: String = "#",
        _ ages: String = "#"
    ) -> [String: String] {
        ["children-count.question": count, "children-ages.question": ages]
    }

    private static func runs(_ bench: DeskBench) -> Bool {
        bench.station.machine.clocks.clocks.contains { $0.term == .tellPersonConcerned }
    }

    /// The number that the voice says after "still to be told".
    private static func untold(_ bench: DeskBench) -> Int? {
        for case .sayAtDesk(let utterance) in bench.station.effects.reversed() {
            let place = utterance.phrases.firstIndex(of: .worker(.personsToTell))
            guard let place, case .number(let number) = utterance.phrases[place + 1] else {
                return nil
            }
            return number
        }
        return nil
    }

    /// Broken once: with one minor for each age, as it was, the term ended with the third of five.
    @Test
    func `R29 P7 three children of one age are three persons, and the term ends with the last`() {
        var bench = Self.bench(Self.adults.merging(Self.children("3", "2#")) { $1 })
        let report = IntakeTests.report(bench)
        #expect(report?.childrenCount == 3)
        #expect(
            report?.personsConcerned.map(\.role.rawValue)
                == ["victim", "perpetrator", "minor", "minor", "minor"]
        )
        let ages = report?.personsConcerned.suffix(3).map(\.ageBand?.rawValue)
        #expect(ages == ["4-12", "4-12", "4-12"])
        #expect(IntakeTests.reports(bench).last?.personsToTell == 5)
        bench.key("5")
        #expect(Self.untold(bench) == 5)
        for person in 1...4 {
            bench.key("132\(person)")
            #expect(Self.runs(bench) && Self.untold(bench) == 5 - person, "\(person)")
        }
        bench.key("1325")
        #expect(!Self.runs(bench))
    }

    /// Broken once: with one minor for each age, as it was, three children were nobody.
    @Test func `R29 children of whom nothing but their number was told start their term too`() {
        var bench = Self.bench(["minors.question": "1"].merging(Self.children("3")) { $1 })
        let report = IntakeTests.report(bench)
        #expect(
            report?.personsConcerned == Array(repeating: PersonConcerned(role: .minor), count: 3)
        )
        let request = IntakeTests.reports(bench).last
        #expect(request?.terms == [.decideOnSteps, .tellPersonConcerned])
        #expect(request?.personsToTell == 3)
        bench.key("5" + "1321" + "1322")
        #expect(Self.runs(bench))
        bench.key("1323")
        #expect(!Self.runs(bench))
    }

    /// Who is of which age was not said where several were named.
    @Test(
        arguments: [
            ("3", "12#", ["0-3", "4-12", nil]), ("2", "12#", ["0-3", "4-12"]),
            ("1", "12#", ["0-3", "4-12"]), ("2", "4#", ["unknown", "unknown"]),
        ] as [(String, String, [String?])]
    )
    func `R29 there is a minor of every age, and as many as were counted`(
        count: String,
        ages: String,
        minors: [String?]
    ) {
        let bench = Self.bench(["minors.question": "1"].merging(Self.children(count, ages)) { $1 })
        #expect(IntakeTests.report(bench)?.personsConcerned.map(\.ageBand?.rawValue) == minors)
        #expect(IntakeTests.reports(bench).last?.personsToTell == minors.count)
    }

    /// Nine stands for nine or more; with eight there are more persons than digits.
    ///
    /// Broken once: with the number of persons alone, cut off at nine.
    @Test(
        arguments: [
            ("9", "2#"), ("9", "#"), ("8", "2#"), ("#", "2#"), ("#", "12#"), ("#", "#"), ("0", "#"),
        ]
    )
    func `P7 where nobody knows how many there are, only telling all of them ends the term`(
        count: String,
        ages: String
    ) {
        var bench = Self.bench(Self.adults.merging(Self.children(count, ages)) { $1 })
        #expect(IntakeTests.reports(bench).last?.personsToTell == 0)
        bench.key("5")
        #expect(Self.untold(bench) == nil && bench.said.contains("worker.term.tell"))
        for person in 1...9 { bench.key("132\(person)") }
        #expect(Self.runs(bench))
        bench.key("132#")
        #expect(!Self.runs(bench))
    }

    /// Broken once: with the number of persons alone, it ended with the second.
    @Test func `P7 a child that somebody cares for, and that nobody counted, keeps the term open`()
    {
        let answers = ["minors.question": "2", "care.question": "1"]
        var bench = Self.bench(Self.adults.merging(answers) { $1 })
        #expect(IntakeTests.reports(bench).last?.personsToTell == 0)
        bench.key("5" + "1321" + "1322")
        #expect(Self.runs(bench))
    }

    /// Of the records that were made before each child was a person of its own.
    @Test(arguments: [(nil, 2), (1, 0), (2, 0), (3, 0)] as [(Int?, Int)])
    func `P7 a record that names fewer minors than children never counts its persons`(
        children: Int?,
        count: Int
    ) {
        let persons = ["victim", "perpetrator"].map { PersonConcerned(role: Code(rawValue: $0)) }
        let added = AddedToReport(
            answers: CodedAnswers(listVersion: "1"),
            personsConcerned: persons,
            childrenCount: children
        )
        let addendum = AddendumContent(sequence: 1, answers: .report(added))
        #expect(RecordContent.addendum(addendum).personsToTell == count)
    }
}
