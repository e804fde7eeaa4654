internal import MeldpostCore

/// The block `what` of a record in lines of names and codes.
enum ContentText {
    /// The lines, at most 80 characters each.
    static func lines(of content: RecordContent) -> [String] {
        switch content {
        case .adviceRequest(let content): lines(of: content)
        case .report(let content): lines(of: content)
        case .supportNeed(let content):
            [
                field("notifier", content.notifier.rawValue),
                field("reason", content.reason.rawValue),
                field("help at once", yesNo(content.isUrgent)),
            ]
        case .hotlineCall(let content):
            [
                field("rang", "\(content.ringSeconds) s"),
                field("lasted", content.durationSeconds.map { "\($0) s" } ?? "not answered"),
                field("classification", content.classification?.rawValue ?? "none"),
            ]
        case .addendum(let content):
            [field("to record number", "\(content.sequence)")] + codes(content.codes)
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
            ]
        case .drill(let content): [field("drill number", "\(content.number)")]
        case .service(let content):
            [field("action", content.action.rawValue), field("number", "\(content.number)")]
        case .signIn(let content):
            [
                field("worker", "\(content.worker)"),
                field("under duress", yesNo(content.isDuress)),
            ]
        case .clock(let content):
            [
                field("earliest before", time(content.earliestBeforeMilliseconds)),
                field("confirmed", time(content.confirmedMilliseconds)),
                field("clock of the box", time(content.claimedMilliseconds)),
            ]
        }
    }

    private static func lines(of content: AdviceContent) -> [String] {
        [field("danger now", content.dangerNow.rawValue)] + answers(content.answers)
            + interrupted(content.isInterrupted)
    }

    private static func lines(of content: ReportContent) -> [String] {
        var lines = [field("danger now", content.dangerNow.rawValue)]
        lines += answers(content.answers)
        lines.append(
            field("reporter counts as", "\(content.reporterClass.rawValue), to be confirmed")
        )
        lines.append(field("child abuse as well", yesNo(content.isChildAbuse)))
        for person in content.personsConcerned {
            let parts = [person.role, person.ageBand, person.gender].compactMap { $0?.rawValue }
            lines.append(field("person concerned", parts.joined(separator: ", ")))
        }
        for datum in content.specialData {
            lines.append(field("special data", datum.category.rawValue))
            lines.append(field("  value", datum.value.rawValue))
            lines.append(field("  necessary because", datum.necessity.rawValue))
        }
        return lines + interrupted(content.isInterrupted)
    }

    private static func answers<Field>(_ answers: CodedAnswers<Field>) -> [String] {
        Field.allCases.map { question in
            field(question.rawValue, answers.codes[question]?.rawValue ?? "not answered")
        } + [field("code lists", "version \(answers.listVersion)")]
    }

    private static func codes(_ codes: [String: Code]) -> [String] {
        codes.sorted { $0.key < $1.key }.map {
            field(TextColumns.printable($0.key), $0.value.rawValue)
        }
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
