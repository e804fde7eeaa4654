internal import MeldpostCore

/// The block `what` of a record in lines of names and codes.
enum ContentText {
    /// The lines, at most 80 characters each.
    static func lines(of content: RecordContent) -> [String] {
        switch content {
        case .adviceRequest(let content): lines(of: content)
        case .report(let content): lines(of: content)
        case .supportNeed(let content): lines(of: content)
        case .hotlineCall(let content): lines(of: content)
        case .addendum(let content):
            [field("to record number", "\(content.sequence)")]
                + (content.journal.map { [field("of journal", $0)] } ?? [])
                + lines(of: content.answers) + interrupted(content.isInterrupted)
        case .panic(let content):
            [
                field("meaning", content.isTest ? "TEST of the button, no alarm" : "panic"),
                field("state", content.state.words),
                field("presses", "\(content.presses)"),
                field("incident", content.incident),
            ]
        case .step(let content):
            [
                field("on record number", "\(content.sequence)"),
                field("step", content.step.rawValue),
            ] + (content.journal.map { [field("of journal", $0)] } ?? [])
                + (content.person.map { [field("person number", "\($0)")] } ?? [])
                + (content.reason.map { [field("because", $0.words)] } ?? [])
                + (content.outcome.map { [field("found", $0.words)] } ?? [])
        case .drill(let content): [field("drill number", "\(content.number)")]
        case .service(let content):
            [field("action", content.action.rawValue), field("number", "\(content.number)")]
        case .signIn(let content):
            [
                field("worker", "\(content.worker)"),
                field("under duress", yesNo(content.isDuress)),
            ] + (content.isRefused ? [field("let in", "no: account over, or too late")] : [])
        case .clock(let content):
            [
                field("earliest before", time(content.earliestBeforeMilliseconds)),
                field("confirmed", time(content.confirmedMilliseconds)),
                field("clock of the box", time(content.claimedMilliseconds)),
            ]
        }
    }

    private static func lines(of content: HotlineCallContent) -> [String] {
        let times = [("rang", content.ringSeconds), ("lasted", content.durationSeconds)]
        return [
            field("call", content.call),
            field("line", "\(content.line)\(content.isOutgoing ? ", called from the desk" : "")"),
            field("answered", yesNo(content.isAnswered)),
        ] + times.compactMap { name, seconds in seconds.map { field(name, "\($0) s") } }
            + (content.isInterrupted
                ? [field("interrupted", "by a power cut or a stuck line: times are bounds")] : [])
            + [field("classification", content.classification?.words ?? "none in this record")]
            + (content.island.map { [field("island", $0.rawValue)] } ?? [])
            + (content.colleague.map { [field("taken by worker", "\($0)")] } ?? [])
            + (content.hasRecord ? [field("keyed in full", "yes: the report is a record")] : [])
    }

    private static func lines(of content: AdviceContent) -> [String] {
        [field("danger now", content.dangerNow.rawValue)] + answers(content.answers)
            + interrupted(content.isInterrupted)
    }

    private static func lines(of content: SupportNeedContent) -> [String] {
        [field("danger now", content.dangerNow.rawValue)] + answers(content.answers)
            + [
                field("help at once", yesNo(content.isUrgent)),
                field(
                    "information only",
                    content.isInformationOnly ? "yes: no investigation, no term" : "no"
                ),
            ] + interrupted(content.isInterrupted)
    }

    private static func lines(of content: ReportContent) -> [String] {
        var lines = [field("danger now", content.dangerNow.rawValue)]
        // What only a worker is asked is no question that a visitor left open.
        lines += answers(
            content.answers,
            of: ReportField.allCases.filter { !$0.isOfWorker || content.answers.codes[$0] != nil }
        )
        lines += self.lines(of: content.place)
        lines.append(
            field("number of children", content.childrenCount.map(childrenWords) ?? "not told")
        )
        lines.append(line(of: content.reporterClass))
        lines.append(line(ofUnknown: content.isReporterUnknown))
        lines.append(field("child abuse as well", yesNo(content.isChildAbuse)))
        lines += self.lines(of: content.personsConcerned) + self.lines(of: content.specialData)
        return lines + interrupted(content.isInterrupted)
    }

    private static func line(of reporterClass: ReporterClass) -> String {
        field("reporter counts as", "\(reporterClass.rawValue), to be confirmed")
    }

    private static func line(ofUnknown isUnknown: Bool) -> String {
        field(
            "reporter is unknown",
            isUnknown ? "yes: weigh case by case (note, 4.3)" : "no: see who reported"
        )
    }

    /// Each with the number by which a worker at the box says that this person was told (R29).
    private static func lines(of persons: [PersonConcerned]) -> [String] {
        persons.enumerated().map { offset, person in
            let parts = [person.role, person.ageBand, person.gender].compactMap { $0?.words }
            return field("person concerned \(offset + 1)", parts.joined(separator: ", "))
        }
    }

    private static func lines(of data: [SpecialDatum]) -> [String] {
        data.flatMap { datum in
            [
                field("special data", datum.category.rawValue),
                field("  value", datum.value.rawValue),
                field("  necessary because", datum.necessity.rawValue),
            ]
        }
    }

    private static func lines(of place: SituationPlace?) -> [String] {
        guard let place else { return [field("where", "not told")] }
        let parts = [
            ("neighbourhood", place.neighbourhood?.rawValue), ("place, as keyed", place.letters),
            ("house number", place.houseNumber), ("their telephone", place.telephone),
        ]
        return parts.compactMap { name, value in value.map { field(name, $0) } }
    }

    /// Nine stands for nine or more.
    private static func childrenWords(_ count: Int) -> String {
        count == ReportContent.childrenLimit ? "\(count) or more" : "\(count)"
    }

    /// Every question of the kind with its answer; what was left open is named too.
    private static func answers<Field>(_ answers: CodedAnswers<Field>) -> [String] {
        self.answers(answers, of: Array(Field.allCases))
    }

    private static func answers<Field>(
        _ answers: CodedAnswers<Field>,
        of questions: [Field]
    ) -> [String] {
        questions.map { question in
            let given = (answers.codes[question] ?? []).map(\.words).joined(separator: ", ")
            return field(
                Code(rawValue: question.rawValue).words,
                given.isEmpty ? "not answered" : given
            )
        } + [field("code lists", "version \(answers.listVersion)")]
    }

    private static func lines(of added: AddedAnswers) -> [String] {
        switch added {
        case .adviceRequest(let answers): addedLines(answers)
        case .report(let added): addedToReport(added)
        case .supportNeed(let answers): addedLines(answers)
        }
    }

    private static func addedToReport(_ added: AddedToReport) -> [String] {
        var lines: [String] = []
        if let danger = added.dangerNow { lines.append(field("danger now", danger.rawValue)) }
        lines += addedLines(added.answers) + completing(added)
        if added.isChildAbuse { lines.append(field("child abuse as well", "yes")) }
        return lines + self.lines(of: added.personsConcerned) + self.lines(of: added.specialData)
    }

    /// What only a report that broke off is asked for when it is completed.
    private static func completing(_ added: AddedToReport) -> [String] {
        var lines = added.place.map { self.lines(of: $0) } ?? []
        if let count = added.childrenCount {
            lines.append(field("number of children", childrenWords(count)))
        }
        if let reporterClass = added.reporterClass { lines.append(line(of: reporterClass)) }
        if let isUnknown = added.isReporterUnknown { lines.append(line(ofUnknown: isUnknown)) }
        return lines
    }

    /// Only what was added: what is not named stands in the record itself.
    private static func addedLines<Field>(_ added: CodedAnswers<Field>) -> [String] {
        answers(added, of: Field.allCases.filter { added.codes[$0] != nil })
    }

    private static func interrupted(_ isInterrupted: Bool) -> [String] {
        isInterrupted ? [field("interrupted", "the visit broke off before it was sent")] : []
    }

    private static func field(_ name: String, _ value: String) -> String {
        RecordText.field(name, value)
    }

    private static func yesNo(_ value: Bool) -> String { value ? "yes" : "no" }

    private static func time(_ milliseconds: Int64) -> String {
        IslandTime(UnixTime(milliseconds: milliseconds)).minuteText
    }
}
