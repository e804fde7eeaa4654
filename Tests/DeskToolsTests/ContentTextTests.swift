import MeldpostCore
import Testing

@testable import DeskTools

/// Everything that a visit can say is shown in words.
@Suite struct ContentTextTests {
    private func codes(_ texts: String...) -> [Code] {
        texts.map { Code(rawValue: $0) }
    }

    @Test func `a report shows every answer, where it is, and who stays unknown`() {
        let report = ReportContent(
            answers: CodedAnswers(
                codes: [
                    .violence: codes("physical", "threat"), .relation: codes("former-partner"),
                    .victimAge: codes("24-54"), .childrenAges: codes("4-12", "13-17"),
                ],
                listVersion: "2026-2"
            ),
            place: SituationPlace(letters: "NORD", houseNumber: "12", telephone: "7171234"),
            childrenCount: 9,
            dangerNow: .no,
            reporterClass: .citizen,
            isChildAbuse: true,
            personsConcerned: [
                PersonConcerned(
                    role: Code(rawValue: "victim"),
                    ageBand: Code(rawValue: "24-54"),
                    gender: Code(rawValue: "female")
                ),
                PersonConcerned(role: Code(rawValue: "minor"), ageBand: Code(rawValue: "4-12")),
                PersonConcerned(role: Code(rawValue: "minor"), ageBand: Code(rawValue: "4-12")),
            ],
            isInterrupted: true
        )
        let text = ContentText.lines(of: .report(report)).joined(separator: "\n")
        for (name, value) in [
            ("violence", "physical, threat"), ("relation", "former partner"),
            ("victim age", "24-54"), ("children ages", "4-12, 13-17"),
            ("how often", "not answered"), ("place, as keyed", "NORD"), ("house number", "12"),
            ("their telephone", "7171234"), ("number of children", "9 or more"),
            ("reporter is unknown", "yes: weigh case by case (note, 4.3)"),
            ("person concerned 1", "victim, 24-54, female"),
            ("person concerned 2", "minor, 4-12"), ("person concerned 3", "minor, 4-12"),
            ("interrupted", "the visit broke off before it was sent"),
        ] {
            #expect(text.contains(RecordText.field(name, value)), "\(name)")
        }
        // What only a worker is asked is no question that a visitor left open.
        for field in ReportField.allCases where field.isOfWorker {
            let words = Code(rawValue: field.rawValue).words
            #expect(!text.contains(RecordText.field(words, "not answered")))
        }
    }

    @Test func `an addendum to a report shows what follows from it, and that it broke off`() {
        let added = AddedToReport(
            answers: CodedAnswers(listVersion: "2026-4"),
            dangerNow: .yes,
            isChildAbuse: true,
            personsConcerned: [
                PersonConcerned(role: Code(rawValue: "victim"), ageBand: Code(rawValue: "4-12"))
            ],
            specialData: [
                SpecialDatum(
                    category: .criminal,
                    value: Code(rawValue: "weapons"),
                    necessity: Code(rawValue: "safety-of-staff")
                )
            ]
        )
        let content = AddendumContent(
            sequence: 12,
            answers: .report(added),
            isInterrupted: true
        )
        let text = ContentText.lines(of: .addendum(content)).joined(separator: "\n")
        for word in [
            "danger now", "child abuse as well", "victim, 4-12", "weapons", "safety-of-staff",
            "broke off",
        ] {
            #expect(text.contains(word), "\(word)")
        }
    }

    @Test func `an addendum shows what was added, and nothing as unanswered`() {
        let added = CodedAnswers<AdviceField>(
            codes: [.violence: codes("mental")],
            listVersion: "2026-2"
        )
        let content = AddendumContent(sequence: 12, answers: .adviceRequest(added))
        #expect(
            ContentText.lines(of: .addendum(content)) == [
                RecordText.field("to record number", "12"),
                RecordText.field("violence", "mental"),
                RecordText.field("code lists", "version 2026-2"),
            ]
        )
    }

    @Test func `a need for support says whether a term runs`() {
        func text(isInformationOnly: Bool) -> String {
            let need = SupportNeedContent(
                answers: CodedAnswers(codes: [.reason: codes("carer-lost")], listVersion: "1"),
                dangerNow: .no,
                isUrgent: true,
                isInformationOnly: isInformationOnly
            )
            return ContentText.lines(of: .supportNeed(need)).joined(separator: "\n")
        }
        #expect(text(isInformationOnly: false).contains(RecordText.field("reason", "carer lost")))
        #expect(text(isInformationOnly: false).contains(RecordText.field("help at once", "yes")))
        #expect(text(isInformationOnly: true).contains("yes: no investigation, no term"))
    }

    @Test func `who reported is shown with the warning about calling`() {
        let source = SourceContent(
            relation: Code(rawValue: "aid-professional"),
            sector: Code(rawValue: "school"),
            telephone: "7654321",
            language: .dutch
        )
        let text = RecordText.lines(of: source).joined(separator: "\n")
        #expect(text.contains(RecordText.field("relation", "aid professional")))
        #expect(text.contains(RecordText.field("telephone", "7654321")))
        #expect(text.contains(RecordText.field("safe to call", "not told: do not assume it")))
    }
}
