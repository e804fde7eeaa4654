import MeldpostCore
import RecordFormat

extension Samples {
    /// One content of each kind.
    static let contents: [TimedContent] = [
        .adviceRequest(advice),
        .report(report, terms: [.decideOnSteps, .takeUpSerious]),
        .supportNeed(
            SupportNeedContent(
                answers: CodedAnswers(
                    codes: [.reason: [Code(rawValue: "new")], .shelter: [Code(rawValue: "no")]],
                    lists: [.reason: "2026-2", .shelter: "2026-2"],
                    listVersion: "2026-2"
                ),
                dangerNow: .no,
                isUrgent: false
            ),
            terms: [.investigateNeed]
        ),
        .hotlineCall(
            HotlineCallContent(
                call: "404142434445464748494a4b4c4d4e4f",
                line: 1,
                isAnswered: true,
                ringSeconds: 12,
                durationSeconds: 240,
                classification: Code(rawValue: "advice"),
                island: Code(rawValue: "saba"),
                colleague: 123
            )
        ),
        .addendum(addendum),
        .panic(
            PanicContent(
                incident: "303132333435363738393a3b3c3d3e3f",
                state: .pressed,
                presses: 1,
                isTest: false
            )
        ),
        .step(StepContent(sequence: 7, step: StepCode.takenUp.code)),
        .drill(DrillContent(number: 1)),
        .service(ServiceContent(action: Code(rawValue: "key-list-installed"), number: .max)),
        .signIn(SignInContent(worker: 12, isDuress: false)),
        .clock(
            ClockContent(
                earliestBeforeMilliseconds: 1_792_799_999_999,
                confirmedMilliseconds: 1_792_800_200_000,
                claimedMilliseconds: -1
            )
        ),
    ]

    static let addendum = AddendumContent(
        sequence: 7,
        answers: .report(
            AddedToReport(
                answers: CodedAnswers(
                    codes: [.violence: [Code(rawValue: "psychological")]],
                    lists: [.violence: "2026-2"],
                    listVersion: "2026-2"
                )
            )
        )
    )

    /// An addendum with everything that one can have.
    static let fullAddendum = AddendumContent(
        sequence: 7,
        journal: "404142434445464748494a4b4c4d4e4f",
        answers: .report(
            AddedToReport(
                answers: CodedAnswers(listVersion: "2026-2"),
                dangerNow: .yes,
                isChildAbuse: true,
                personsConcerned: [PersonConcerned(role: Code(rawValue: "victim"))],
                specialData: [
                    SpecialDatum(
                        category: .criminal,
                        value: Code(rawValue: "weapons"),
                        necessity: Code(rawValue: "safety-of-staff")
                    )
                ]
            )
        ),
        isInterrupted: true
    )

    static let advice = AdviceContent(
        answers: CodedAnswers(
            codes: [
                .asker: [Code(rawValue: "citizen")],
                .violence: [Code(rawValue: "physical"), Code(rawValue: "mental")],
            ],
            lists: [.asker: "2026-2", .violence: "2026-2"],
            listVersion: "2026-2"
        ),
        dangerNow: .no
    )

    static let report = ReportContent(
        answers: CodedAnswers(
            codes: [
                .violence: [Code(rawValue: "physical"), Code(rawValue: "threat")],
                .minors: [Code(rawValue: "yes")], .relation: [Code(rawValue: "parent")],
            ],
            lists: [.violence: "2026-2", .minors: "2026-2", .relation: "2026-2"],
            listVersion: "2026-2"
        ),
        place: SituationPlace(
            neighbourhood: PlaceID(rawValue: "north"),
            letters: "KAYA A",
            houseNumber: "12",
            telephone: "7171234"
        ),
        childrenCount: 2,
        dangerNow: .yes,
        reporterClass: .citizen,
        isChildAbuse: true,
        personsConcerned: [
            PersonConcerned(role: Code(rawValue: "victim"), ageBand: Code(rawValue: "4-12"))
        ],
        specialData: [
            SpecialDatum(
                category: .health,
                value: Code(rawValue: "pregnant"),
                necessity: Code(rawValue: "safety")
            )
        ]
    )

    /// A request to seal `content` for the scope of ``hybridSet``.
    static func request(
        _ content: TimedContent,
        source: SourceContent? = nil,
        language: Language = .papiamentu,
        scope: RecipientScope = scope
    ) -> StoreRequest {
        StoreRequest(
            ticket: 1,
            content: content,
            source: source,
            told: told(in: language),
            trace: trace,
            urgency: .ordinary,
            island: scope.island,
            chapter: scope.chapter,
            hour: hour
        )
    }

    /// The payload of `content`, with fixed bytes where a source file would stand.
    static func payload(_ content: RecordContent) -> Payload {
        let isSmall = PaddingClass.of(content.kind) == .small
        return try! Payload(
            content: content,
            source: isSmall ? [] : [UInt8](repeating: 0xa5, count: 1_400),
            told: isSmall ? nil : told(in: .papiamentu),
            trace: trace,
            proof: proof
        )
    }
}
