extension TimedContent {
    /// A block `what` with the terms that the law starts with it.
    ///
    /// | kind | terms |
    /// | --- | --- |
    /// | report | decide on steps; with danger now, or found to be serious by a professional, take up a serious situation too; keyed by a worker and with a person concerned, tell each of them |
    /// | need for support | investigate the need; none where only information is asked |
    /// | addendum to a report | with danger now, or found to be serious, take up a serious situation; with a person concerned, tell each of them |
    /// | call on the hotline, logged as a report that was not keyed as an intake | decide on steps |
    /// | step: safety was assessed, and found to be serious | take up a serious situation |
    /// | any other | none |
    ///
    /// Source: C4, C6 and C23 in DOMAIN 3. The term of Art. 4.8(2) begins when a worker records a
    /// person, not at the kiosk.
    init(startingTermsOf content: RecordContent, keyedBy role: VisitRole = .citizen) {
        switch content {
        case .adviceRequest(let content): self = .adviceRequest(content)
        case .report(let content):
            let isSerious = content.dangerNow == .yes || content.answers.isFoundSerious
            let areNamed = role == .worker && !content.personsConcerned.isEmpty
            self = .report(
                content,
                terms: [.decideOnSteps] + (isSerious ? [.takeUpSerious] : [])
                    + (areNamed ? [.tellPersonConcerned] : [])
            )
        case .supportNeed(let content):
            self = .supportNeed(
                content,
                terms: content.isInformationOnly ? [] : [.investigateNeed]
            )
        case .hotlineCall(let content): self = .hotlineCall(content)
        case .addendum(let content): self = .addendum(content)
        case .panic(let content): self = .panic(content)
        case .step(let content): self = .step(content)
        case .drill(let content): self = .drill(content)
        case .service(let content): self = .service(content)
        case .signIn(let content): self = .signIn(content)
        case .clock(let content): self = .clock(content)
        }
    }
}
