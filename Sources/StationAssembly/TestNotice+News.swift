internal import ControlProtocol
internal import MeldpostCore

extension TestNotice {
    /// What is told of `news`: fixed words, and of keys only the one that was asked for and the one that came (P8).
    init(_ news: SelfTestNews) {
        switch news {
        case .refused(let refusal):
            self.init(.refused, code: refusal.rawValue, words: refusal.words)
        case .wanted(let check):
            self.init(.wanted, code: check.code, name: check.name, words: check.request)
        case .asked(let check):
            self.init(.asked, code: check.code, name: check.name, words: check.request)
        case .permissionAsked:
            let check = SelfTestCheck.relay
            self.init(
                .asked,
                code: check.code,
                name: check.name,
                words: "A siren may hang on the relay. May it close for a second?"
            )
        case .found(let finding):
            self.init(
                .found,
                code: finding.check.code,
                name: finding.check.name,
                words: finding.words,
                verdict: Verdict(finding.verdict),
                standing: finding.standing.map { HourBucket($0) },
                whatToDo: finding.whatToDo
            )
        case .ended(let end, let counts):
            self.init(
                .ended,
                code: end.rawValue,
                words: end.words,
                counts: Counts(
                    passed: counts.passed,
                    failed: counts.failed,
                    notDone: counts.notDone
                )
            )
        }
    }
}

extension TestNotice.Verdict {
    fileprivate init(_ verdict: SelfTestFinding.Verdict) {
        switch verdict {
        case .passed: self = .passed
        case .failed: self = .failed
        case .notDone: self = .notDone
        case .absent: self = .absent
        }
    }
}

extension SelfTestOrder {
    /// The order of a technician's request.
    init(parts: [BoxPart], isAttended: Bool, movesRelay: Bool) {
        self.init(
            parts: Set(parts.compactMap { SelfTestPart(rawValue: $0.rawValue) }),
            isAttended: isAttended,
            movesRelay: movesRelay
        )
    }
}

extension SelfTestAnswer {
    /// The answer in a technician's reply, or nothing where the technician goes.
    init?(_ answer: TestReply.Answer) {
        switch answer {
        case .yes: self = .yes
        case .no: self = .no
        case .again: self = .again
        case .skip: self = .skip
        case .stop: return nil
        }
    }
}
