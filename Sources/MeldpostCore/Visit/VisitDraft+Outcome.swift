/// What a draft becomes.
extension VisitDraft {
    /// The record that these answers make, with the hour in which it came in.
    func outcome(by questionnaire: Questionnaire, on island: Island) -> VisitOutcome {
        var outcome = record(by: questionnaire, on: island)
        outcome.earliest = earliest
        return outcome
    }

    /// The record that these answers make.
    ///
    /// Where nothing was chosen it is a report: what a visitor said who left in danger. An answer to
    /// a question that is not asked any more, because another answer was changed, is left out.
    private func record(by questionnaire: Questionnaire, on island: Island) -> VisitOutcome {
        guard let language else {
            preconditionFailure("a record is made before a language was chosen")
        }
        let told = ToldContent(
            topics: toldTopics,
            textVersion: questionnaire.textVersion,
            language: toldLanguage ?? language,
            means: role == .worker ? .workerScript : .spoken,
            claimedTimeMilliseconds: toldTime.milliseconds
        )
        let given = given(by: questionnaire, on: island)
        if let added = added(by: given) {
            let source = given.source(in: toldLanguage ?? language)
            return VisitOutcome(adding: added, source: source, told: told)
        }
        switch kind ?? .report {
        case .advice:
            let advice = AdviceContent(
                answers: given.coded { if case .advice(let field) = $0 { field } else { nil } },
                dangerNow: danger ?? .unknown,
                isInterrupted: isInterrupted
            )
            return VisitOutcome(
                content: .adviceRequest(advice),
                source: nil,
                told: told,
                isUrgent: false,
                role: role
            )
        case .report:
            let report = report(of: given)
            return VisitOutcome(
                content: .report(report),
                source: given.source(in: toldLanguage ?? language),
                told: told,
                isUrgent: danger == .yes || report.answers.isFoundSerious,
                role: role
            )
        case .support:
            let need = supportNeed(of: given)
            return VisitOutcome(
                content: .supportNeed(need),
                source: given.source(in: language),
                told: told,
                isUrgent: need.isUrgent
            )
        }
    }

    /// The answers as they are added to an earlier record, where they are.
    private func added(by given: GivenAnswers) -> AddendumContent? {
        guard let addedTo else { return nil }
        let answers: AddedAnswers =
            switch kind ?? .report {
            case .report: .report(addedToReport(by: given))
            case .advice:
                .adviceRequest(
                    given.coded { if case .advice(let field) = $0 { field } else { nil } }
                )
            case .support: preconditionFailure("nothing is added to a need for support")
            }
        return AddendumContent(
            sequence: addedTo.sequence,
            journal: addedTo.journal.hexadecimal,
            answers: answers,
            isInterrupted: isInterrupted
        )
    }

    /// Who reported, the place and the number of children are asked only where a report is completed.
    private func addedToReport(by given: GivenAnswers) -> AddedToReport {
        let answers = reportAnswers(of: given)
        let source = given.source(in: .dutch)
        let isClassTold = source?.relation != nil || source?.classReason != nil
        return AddedToReport(
            answers: answers,
            dangerNow: danger,
            isChildAbuse: Self.isChildAbuse(by: answers),
            personsConcerned: Self.personsConcerned(by: answers, given.childrenCount),
            specialData: Self.specialData(by: answers),
            place: given.place,
            childrenCount: given.childrenCount,
            reporterClass: isClassTold
                ? ReporterClass(relation: source?.relation, reason: source?.classReason) : nil,
            isReporterUnknown: isCompletion ? isReporterUnknown(by: answers, source) : nil
        )
    }

    /// Whether the reporter stays unknown, as far as it was said now: the report that is completed may
    /// have the number already, or the answer that the reporter may be known.
    private func isReporterUnknown(
        by answers: CodedAnswers<ReportField>,
        _ source: SourceContent?
    ) -> Bool? {
        if let anonymity = answers.code(.anonymity), anonymity != .known { return true }
        return source?.telephone == nil ? nil : false
    }

    private func reportAnswers(of given: GivenAnswers) -> CodedAnswers<ReportField> {
        given.coded { if case .report(let field) = $0 { field } else { nil } }
    }

    private func report(of given: GivenAnswers) -> ReportContent {
        let answers = reportAnswers(of: given)
        let source = given.source(in: .dutch)
        let isKnown = answers.code(.anonymity) == .known && source?.telephone != nil
        return ReportContent(
            answers: answers,
            place: given.place,
            childrenCount: given.childrenCount,
            dangerNow: danger ?? .unknown,
            reporterClass: ReporterClass(
                relation: source?.relation,
                reason: source?.classReason
            ),
            isReporterUnknown: !isKnown,
            isChildAbuse: Self.isChildAbuse(by: answers),
            personsConcerned: Self.personsConcerned(by: answers, given.childrenCount),
            specialData: Self.specialData(by: answers),
            isInterrupted: isInterrupted
        )
    }

    /// Whether the answers tell of child abuse: minors are involved, it happens to a minor, or what
    /// was seen is by its definition child abuse.
    ///
    /// Source: Art. 1.1 and its note (DOMAIN 1.2 and 5.1, first rule); R11.
    private static func isChildAbuse(by answers: CodedAnswers<ReportField>) -> Bool {
        if answers.code(.minors) == .yes { return true }
        if let age = answers.code(.victimAge), Code.minorAges.contains(age) { return true }
        let fields: [ReportField] = [.seenOfSexual, .seenOfNeglect, .seenOfControl]
        return fields.flatMap { answers.codes[$0] ?? [] }.contains { Code.childAbuse.contains($0) }
    }

    private func supportNeed(of given: GivenAnswers) -> SupportNeedContent {
        let answers = given.coded { target -> SupportNeedField? in
            if case .support(let field) = target { field } else { nil }
        }
        let isUrgent = danger == .yes || SupportNeedContent.isShelterUrgent(by: answers)
        return SupportNeedContent(
            answers: answers,
            dangerNow: danger ?? .unknown,
            isUrgent: isUrgent,
            isInformationOnly: answers.code(.reason) == .informationOnly && !isUrgent,
            isInterrupted: isInterrupted
        )
    }

    /// The persons of whom an age, a gender or their number was told (5.3, 5.11).
    private static func personsConcerned(
        by answers: CodedAnswers<ReportField>,
        _ childrenCount: Int?
    ) -> [PersonConcerned] {
        var persons: [PersonConcerned] = []
        let (age, gender) = (answers.code(.victimAge), answers.code(.victimGender))
        if age != nil || gender != nil {
            persons.append(PersonConcerned(role: .victim, ageBand: age, gender: gender))
        }
        if let gender = answers.code(.perpetratorGender) {
            persons.append(PersonConcerned(role: .perpetrator, gender: gender))
        }
        return persons + minors(ofAges: answers.codes[.childrenAges] ?? [], childrenCount)
    }

    /// Each child by itself, because each is to be told (R29): at least one of every age that was
    /// named, and as many as were counted.
    ///
    /// Where one age was named it is that of all of them; where several were, nobody said how many are
    /// of which, and who is left over has none.
    private static func minors(ofAges bands: [Code], _ count: Int?) -> [PersonConcerned] {
        let left = min(count ?? 0, ReportContent.childrenLimit) - bands.count
        let common = bands.count == 1 ? bands.first : nil
        return bands.map { PersonConcerned(role: .minor, ageBand: $0) }
            + Array(
                repeating: PersonConcerned(role: .minor, ageBand: common),
                count: max(left, 0)
            )
    }

    /// What is special data in an answer, with the reason why it is necessary (R40, R43).
    private static func specialData(by answers: CodedAnswers<ReportField>) -> [SpecialDatum] {
        (answers.codes[.staffDanger] ?? []).map { code in
            SpecialDatum(category: .criminal, value: code, necessity: .safetyOfStaff)
        }
    }

    private func given(by questionnaire: Questionnaire, on island: Island) -> GivenAnswers {
        let kind = kind ?? .report
        let places = questionnaire.places(on: placesIsland(by: questionnaire, on: island))
        return GivenAnswers(
            questionnaire: questionnaire,
            kind: kind,
            role: role,
            answers: answers,
            places: places,
            isCompletion: isCompletion
        )
    }

    /// The island whose places are offered: the one that was answered, none where the answer was
    /// that it is not known, else the desk's own.
    ///
    /// A report that is completed may name another island: while none is answered now, none is taken.
    func placesIsland(by questionnaire: Questionnaire, on island: Island) -> String {
        let questions = questionnaire.questions(of: kind ?? .report, by: role)
        guard let number = questions.firstIndex(where: { $0.field == ReportField.island.rawValue }),
            let code = questionnaire.codes(of: number, in: questions, by: answers).first
                ?? (isCompletion ? .unknown : nil)
        else { return island.code }
        return code.rawValue
    }
}

extension Code {
    /// The answer from which child abuse follows when minors are asked about (R11).
    static let yes = Code(rawValue: "yes")
    /// The desk may know the reporter (R34).
    static let known = Code(rawValue: "known")
    /// It is not known, for example on which island it happens.
    fileprivate static let unknown = Code(rawValue: "unknown")
    /// Only information is asked (R88).
    static let informationOnly = Code(rawValue: "information-only")
    /// Why data on danger are recorded (R43).
    static let safetyOfStaff = Code(rawValue: "safety-of-staff")
    /// Roles of DOMAIN 5.3.
    static let victim = Code(rawValue: "victim")
    static let perpetrator = Code(rawValue: "perpetrator")
    static let minor = Code(rawValue: "minor")
    /// The ages below eighteen, and their group (5.11).
    fileprivate static let minorAges = codes("child", "0-3", "4-12", "13-17")
    /// What is child abuse whatever else was answered, with the groups (5.1).
    fileprivate static let childAbuse = codes(
        "child-sexual",
        "child-sexual-abuse",
        "incest",
        "child-neglect",
        "soiled-clothes",
        "no-medical-care",
        "emotional-neglect",
        "physical-neglect",
        "conflict-divorce"
    )

    private static func codes(_ texts: String...) -> Set<Code> {
        Set(texts.map { Code(rawValue: $0) })
    }
}

extension SupportNeedContent {
    /// Whether a roof is needed because of violence or trafficking: it is routed at once.
    ///
    /// Source: R90; note on Art. 2.10.
    var isShelterUrgent: Bool { Self.isShelterUrgent(by: answers) }

    static func isShelterUrgent(by answers: CodedAnswers<SupportNeedField>) -> Bool {
        let codes = answers.codes[.shelter] ?? []
        return codes.contains(Code(rawValue: "violence"))
            || codes.contains(Code(rawValue: "trafficking"))
    }
}
