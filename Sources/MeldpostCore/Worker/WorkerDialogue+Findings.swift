/// What a worker finds and whom a worker tells: the outcome of an assessment, and the persons one by one.
///
/// | Keys | |
/// | --- | --- |
/// | at the menu, after a report was logged: `7` | somebody is in danger now |
/// | at a record: `1` `1` `2`, then the outcome | safety was assessed (5.7; R6) |
///
/// A finding of immediate or structural unsafety starts the 24 hours with its own record, so that it
/// holds whatever was found before (C4 in DOMAIN 3).
extension WorkerDialogue {
    /// The outcomes of a triage, as an intake asks for them.
    private var outcomes: [CodeList.Choice] {
        let questions = questionnaire.questions(of: .report, by: .worker)
        let triage = questions.first { $0.field == ReportField.triage.rawValue }
        return triage.flatMap { questionnaire.list(of: $0) }?.choices(inGroup: 0) ?? []
    }

    var assessmentScript: [Phrase] {
        outcomes.enumerated().flatMap { offset, outcome -> [Phrase] in
            [.prompt(outcome.prompt), .prompt(.press), .number(offset + 1)]
        }
    }

    mutating func answerAssessment(
        _ key: Key,
        on entry: EntryReference,
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        guard let outcome = choice(key, of: outcomes) else { return nil }
        return take(
            .assessed,
            outcome: outcome.code,
            on: entry,
            by: worker,
            at: now,
            context: context
        )
    }

    /// The caller whose report was logged just now is in danger, or somebody else is.
    mutating func findDanger(
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        // Another caller answered since may be who is in danger: that call is spoken of first.
        guard let entry = worker.loggedReport, answeredSince(worker, context) == nil else {
            return nil
        }
        var worker = worker
        worker.loggedReport = nil
        // The log of a report that was keyed in full has no term by which the desk knew its kind.
        return take(
            .assessed,
            outcome: .immediate,
            on: entry,
            ofKind: .report,
            by: worker,
            at: now,
            context: context
        )
    }

    // MARK: What a finding is about

    /// The record to which answers are added that are found out at `entry`, and its kind, known or only
    /// said; nothing where none can be added.
    ///
    /// A record without a term may be a report that is decided, or a request for advice: where somebody
    /// was found unsafe the voice says that a report is added to, and the worker's key that it is one.
    func addable(
        at entry: EntryReference,
        _ context: WorkerContext
    ) -> (subject: FindingSubject, isKindSaid: Bool)? {
        var subject = subject(ofFindingOn: entry, context)
        guard subject.kind == nil else { return (subject, false) }
        let isKnown =
            findings[subject.entry] != nil
            || context.clocks.contains { $0.entry == subject.entry }
        guard subject.entry != entry, !isKnown else { return nil }
        subject.kind = .report
        return (subject, true)
    }

    /// What a finding on `entry` is about: a finding at a finding is about the record of that.
    ///
    /// A step holds no answers of its own; as long as its term runs it is known as one.
    func subject(
        ofFindingOn entry: EntryReference,
        ofKind kind: VisitKind? = nil,
        _ context: WorkerContext
    ) -> FindingSubject {
        let isRunning = context.clocks.contains { $0.entry == entry }
        let known = isRunning ? findings[entry] : nil
        let record = known?.entry ?? entry
        let ownKind = findings[record] == nil ? addableKind(of: record, context) : nil
        return FindingSubject(entry: record, kind: ownKind ?? known?.kind ?? kind)
    }

    /// The journal answered about a finding, whether its worker still waits or not.
    mutating func noteFinding(
        of number: UInt64,
        _ entry: EntryReference?,
        _ context: WorkerContext
    ) {
        guard let subject = awaitedFindings.removeValue(forKey: number), let entry else { return }
        let running = Set(context.clocks.map(\.entry))
        findings = findings.filter { running.contains($0.key) }
        findings[entry] = subject
    }

    // MARK: Persons

    /// How many persons are still to be told, where it is known how many there are.
    func untold(of entry: EntryReference, _ context: WorkerContext) -> [Phrase] {
        guard let persons = context.personsToTell[entry] else { return [] }
        return [.worker(.personsToTell), .number(persons.untold.count)]
    }

    /// Which person was told, with the numbers of those who were not.
    func personScript(_ entry: EntryReference, _ context: WorkerContext) -> [Phrase] {
        let untold = context.personsToTell[entry]?.untold ?? []
        return (untold.isEmpty ? [] : [.worker(.personsToTell)] + untold.map { .digit(UInt8($0)) })
            + [.worker(.person)]
    }

    /// Which person was told: a digit for one of several, `#` where all are told now.
    mutating func answerPerson(
        _ key: Key,
        on entry: EntryReference,
        of worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        switch key {
        case .star:
            return enter(.stepGroups(entry), of: worker, at: now, context: context)
        case .zero:
            return sayAgain(preface: [.worker(.menuHelp)], at: now, context: context)
        default:
            let person = key.digit.map { Int($0) }
            if let person, let persons = context.personsToTell[entry], person > persons.count {
                let preface: [Phrase] = [.worker(.personUnknown)]
                return sayAgain(preface: preface, at: now, context: context)
            }
            return take(
                .personTold,
                person: person,
                on: entry,
                by: worker,
                at: now,
                context: context
            )
        }
    }
}
