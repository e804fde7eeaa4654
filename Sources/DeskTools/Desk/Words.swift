internal import MeldpostCore

/// The words of the desk for what the codes mean.
extension RecordKind {
    /// At most 14 characters.
    var words: String {
        switch self {
        case .adviceRequest: "advice request"
        case .report: "report"
        case .supportNeed: "support need"
        case .hotlineCall: "hotline call"
        case .addendum: "addendum"
        case .panic: "panic record"
        case .step: "step"
        case .drill: "drill"
        case .service: "service"
        case .signIn: "sign-in"
        case .clock: "clock"
        }
    }

    /// Whether a person waits for the desk because of it.
    var isContact: Bool {
        switch self {
        case .adviceRequest, .report, .supportNeed, .hotlineCall, .addendum, .panic: true
        case .step, .drill, .service, .signIn, .clock: false
        }
    }
}

extension Island {
    /// At most 13 characters.
    var words: String {
        switch self {
        case .bonaire: "Bonaire"
        case .saba: "Saba"
        case .sintEustatius: "St Eustatius"
        }
    }
}

extension Urgency {
    /// At most 8 characters.
    var words: String {
        switch self {
        case .panic: "panic"
        case .urgent: "urgent"
        case .ordinary: "ordinary"
        case .log: "log"
        }
    }
}

extension PanicState {
    /// At most 11 characters.
    var words: String {
        switch self {
        case .pressed: "pressed"
        case .released: "released"
        case .reset: "reset"
        case .accepted: "accepted"
        case .falseAlarm: "false alarm"
        case .verified: "true alarm"
        }
    }
}

extension LegalTerm {
    /// What is to be done, at most 7 characters.
    var shortWords: String {
        switch self {
        case .decideOnSteps: "decide"
        case .takeUpSerious: "take up"
        case .tellPersonConcerned: "tell"
        case .investigateNeed: "examine"
        }
    }

    /// What is to be done, and by which rule.
    var words: String {
        switch self {
        case .decideOnSteps: "decide on steps within seven days (Art. 3.2(2)(b))"
        case .takeUpSerious: "take up within 24 hours (note, 3.2.2)"
        case .tellPersonConcerned: "tell each person concerned within seven days (Art. 4.8(2))"
        case .investigateNeed: "investigate the need within six weeks (Art. 2.6(1))"
        }
    }
}

extension Code {
    /// The code in words: `former-partner` is "former partner", and `4-12` stays as it is.
    var words: String {
        let parts = rawValue.split(separator: "-", omittingEmptySubsequences: false)
        guard var words = parts.first.map(String.init) else { return rawValue }
        for part in parts.dropFirst() {
            let isRange = words.last?.isNumber == true && part.first?.isNumber == true
            words += (isRange ? "-" : " ") + part
        }
        return words
    }
}

extension Duration {
    /// Two units, such as `6d 4h` or `3h 20m`; at most 8 characters for ten years.
    var words: String {
        let minutes = wholeMilliseconds / 60_000
        let (days, hours) = (minutes / 1_440, minutes / 60 % 24)
        return days > 0 ? "\(days)d \(hours)h" : "\(hours)h \(minutes % 60)m"
    }
}

extension LegalClock {
    /// What is left of the term, at most 16 characters, such as `decide 6d 4h`.
    func words(at now: UnixTime) -> String {
        let left = deadline - now
        return left < .zero
            ? "\(term.shortWords) LATE \((now - deadline).dayWords)"
            : "\(term.shortWords) \(left.words)"
    }
}

extension Duration {
    /// Days, or hours where it is less than one.
    fileprivate var dayWords: String {
        let hours = wholeMilliseconds / 3_600_000
        return hours < 24 ? "\(hours)h" : "\(hours / 24)d"
    }
}
