import MeldpostCore
import Testing

@Suite struct StepCodeTests {
    @Test func `every step has a code of its own and is found by it`() {
        let codes = StepCode.allCases.map(\.code)
        #expect(Set(codes).count == StepCode.allCases.count)
        #expect(codes.compactMap(StepCode.init(code:)) == StepCode.allCases)
        #expect(StepCode(code: Code(rawValue: "police")) == nil)
        #expect(StepCode(rawValue: 0) == nil)
    }

    @Test func `every term is closed by one step, the one that the law names`() {
        let closing = StepCode.allCases.filter { $0.closes != nil }
        #expect(closing == [.takenUp, .decidedOnSteps, .personTold, .investigated])
        #expect(Set(closing.compactMap(\.closes)) == Set(LegalTerm.allCases))
        #expect(StepCode.takenUp.closes == .takeUpSerious)
        #expect(StepCode.decidedOnSteps.closes == .decideOnSteps)
        #expect(StepCode.personTold.closes == .tellPersonConcerned)
        #expect(StepCode.investigated.closes == .investigateNeed)
    }
}

@Suite struct TimedContentTests {
    @Test(arguments: Samples.contents)
    func `P7 of the kinds only a report and a need for support start terms`(content: TimedContent) {
        switch content.content.kind {
        case .report: #expect(content.terms == [.decideOnSteps, .takeUpSerious])
        case .supportNeed: #expect(content.terms == [.investigateNeed])
        default: #expect(content.terms.isEmpty)
        }
    }

    @Test(arguments: CallClass.allCases.map { Optional($0) } + [nil], [false, true])
    func `P7 only a call that was a report, and has no record of its own, starts a term`(
        kind: CallClass?,
        hasRecord: Bool
    ) {
        let call = HotlineCallContent(
            call: "aa",
            line: 1,
            isAnswered: true,
            classification: kind?.code,
            hasRecord: hasRecord
        )
        let isReport = kind == .report && !hasRecord
        #expect(TimedContent.hotlineCall(call).terms == (isReport ? [.decideOnSteps] : []))
    }

    @Test func `a term that is given twice starts once`() {
        let content = TimedContent.report(
            Samples.report,
            terms: [.tellPersonConcerned, .decideOnSteps, .tellPersonConcerned]
        )
        #expect(content.terms == [.tellPersonConcerned, .decideOnSteps])
        #expect(Samples.request(content).terms == content.terms)
        #expect(Samples.request(content).content == .report(Samples.report))
    }

    @Test func `each term keeps its number`() {
        for term in ReportTerm.allCases { #expect(term.rawValue == term.legalTerm.rawValue) }
        for term in SupportNeedTerm.allCases { #expect(term.rawValue == term.legalTerm.rawValue) }
    }
}
