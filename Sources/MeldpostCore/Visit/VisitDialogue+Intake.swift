/// The intake of a worker: the same dialogue with the worker's questions.
///
/// | | visitor | worker |
/// | --- | --- | --- |
/// | begins with | the handset, the language | a kind that was chosen, the desk's language |
/// | topics of Art. 4.8(1) | told by the voice | told by the worker, who keys the language |
/// | screening | is all there is | is said as provisional, before the professional's triage (R6) |
/// | silence | repeats, then ends the visit | is nothing: the worker listens to the caller |
/// | `#` after a digit | confirms it | is a key of its own |
/// | leaving | erases, or sends in danger | breaks off; see ``abandon(at:context:)`` |
extension VisitDialogue {
    /// Begins the intake of a record of `kind`.
    ///
    /// - Parameters:
    ///   - kind: what is keyed.
    ///   - earliest: the hour in which its call began at the earliest, where it comes from one. The
    ///     record begins with it, and else with this moment, whenever it is stored: also one that is
    ///     broken off, or that a power cut makes of its draft (P7).
    ///   - now: the time.
    ///   - context: what is known of the station.
    /// - Returns: what is to be done.
    mutating func beginIntake(
        _ kind: VisitKind,
        since earliest: UnixHour?,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect] {
        takeUp(kind, context)
        draft.receive(by: context.earliestTime.hour)
        if let earliest { draft.receive(by: earliest) }
        return enter(.step(.danger), at: now)
    }

    /// Begins to add answers to a record, which is of `kind`.
    ///
    /// To a report it is asked first whether anyone is in danger now, as at its beginning: what is known
    /// later starts what it would have started then (R5; C4 in DOMAIN 3). A report that broke off is
    /// asked for as a whole: the topics of Art. 4.8(1), who reported, the place and the number of
    /// children may all be missing there (R12, R15, R27). `#` leaves out what it has, danger too.
    mutating func beginAddendum(
        to entry: EntryReference,
        of kind: VisitKind,
        isInterrupted: Bool,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect] {
        takeUp(kind, context)
        draft.addedTo = entry
        draft.isCompletion = isInterrupted && kind == .report
        return kind == .report ? enter(.step(.danger), at: now) : goOn(at: now)
    }

    private mutating func takeUp(_ kind: VisitKind, _ context: VisitContext) {
        draft = VisitDraft(language: languages[0], at: context.claimedTime)
        draft.role = .worker
        draft.choose(kind)
    }

    /// Goes on with an intake that was broken off: what is asked is said again, and its keys are
    /// counted anew.
    mutating func resume(at now: Instant) -> [VisitEffect] {
        keys = 0
        return sayAgain(at: now)
    }

    /// Whether it takes no more keys, and breaks off at the next one.
    var hasAllKeys: Bool { keys >= VisitLimits.keys }

    /// Whether `9` is part of an answer here, and does not break off.
    var isKeyingNine: Bool {
        switch state {
        case .attending(.step(.question(let spot))): questions[spot.number].isEntry
        case .attending(.step(.pick)): true
        case .idle, .over, .attending, .pausing, .storing: false
        }
    }

    /// Whether what was said so far goes before everything else: somebody is in danger now, or a
    /// professional found it serious (R2, R4).
    var isUrgent: Bool {
        switch state {
        case .attending, .pausing, .storing:
            draft.outcome(by: questionnaire, on: island).isUrgent
        case .idle, .over:
            false
        }
    }

    /// Whether there is something to go on with.
    var isUnderWay: Bool {
        switch state {
        case .attending, .pausing: true
        case .idle, .over, .storing: false
        }
    }

    /// Ends an intake that nobody goes on with: what was said becomes a record marked as interrupted;
    /// where too little was said to be kept, it is erased.
    mutating func abandon(at now: Instant, context: VisitContext) -> [VisitEffect] {
        switch state {
        case .idle, .over:
            return []
        case .storing(var storing):
            storing.isAttended = false
            state = .storing(storing)
            return []
        case .attending(let scene), .pausing(let scene):
            guard draft.said != .nothing else { return end(in: .idle) + keepDraft() }
            if scene != .failure { draft.isInterrupted = true }
            return submit(isAttended: false, at: now, context: context)
        }
    }

    // MARK: What only a worker is asked

    /// In which language the topics were told, or `#` where they were not.
    mutating func answerInformation(
        _ key: Key,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect]? {
        guard key != .square else {
            draft.tellAll(in: nil, at: context.claimedTime)
            return goOn(at: now)
        }
        guard let language = choice(key, of: Language.allCases) else { return nil }
        draft.tellAll(in: language, at: context.claimedTime)
        return goOn(at: now)
    }

    /// What the caller is to be told; the texts themselves are said on `0`.
    func informationScript(isRepeated: Bool) -> [Phrase] {
        let texts: [VisitPrompt] = [
            .toldAdvice, .toldReport, .toldOthers, .toldKept, .toldPersons, .toldSource,
            .toldInspection,
        ]
        let options = Language.allCases.enumerated().flatMap { offset, language -> [Phrase] in
            [
                .promptIn(VisitPrompt.languageName.id, language), .prompt(.press),
                .number(offset + 1),
            ]
        }
        return (isRepeated ? phrases(texts) : []) + phrases([.information]) + options
    }

    /// What the answers say by themselves, before a professional says what it is: provisional, and
    /// never the safety assessment (R5, R6).
    func screening(before question: Question) -> [Phrase] {
        guard draft.role == .worker, question.field == ReportField.triage.rawValue else {
            return []
        }
        let structural = questions.firstIndex { $0.field == ReportField.structural.rawValue }
        let answer = structural.flatMap { number -> Phrase? in
            guard let option = draft.answers.option(number) else { return nil }
            let list = questionnaire.list(of: questions[number])
            return list?.choice(option).map { .prompt($0.prompt) }
        }
        return phrases([.provisional, .readBackDanger, draft.danger?.prompt ?? .readBackNone])
            + (structural.map { [.prompt(questions[$0].label)] } ?? [])
            + [answer ?? .prompt(.readBackNone)]
    }
}
