extension ReporterClass {
    /// Derives the class from what the reporter said about the relation to those concerned.
    ///
    /// The relation decides, not the job: whoever helps, treats or teaches the victim or their
    /// household is a professional, everybody else a citizen. A code that is not known here is left
    /// to a person.
    ///
    /// Source: Art. 4.8(3); DOMAIN 4.3 and 5.2; R15.
    init(relation: Code?) {
        guard let relation else {
            self = .unknown
            return
        }
        if Self.professionalCodes.contains(relation) {
            self = .professional
        } else if Self.citizenCodes.contains(relation) {
            self = .citizen
        } else {
            self = .unknown
        }
    }

    /// Derives the class from the relation, or from the reason that a worker gave for another one.
    ///
    /// Source: R15: the worker may change the class, with a reason.
    init(relation: Code?, reason: Code?) {
        switch reason {
        case .ownCircle: self = .citizen
        case .aidGiving, .pedagogical: self = .professional
        default: self.init(relation: relation)
        }
    }

    /// The relations that are professional, aid-giving or pedagogical, with the coarse one.
    static let professionalCodes = codes("professional", "aid-professional", "other-professional")

    /// The other relations of DOMAIN 5.2, with the coarse one.
    static let citizenCodes = codes(
        "victim",
        "surroundings",
        "family",
        "neighbour",
        "acquaintance",
        "other-citizen",
        "perpetrator"
    )

    private static func codes(_ texts: String...) -> Set<Code> {
        Set(texts.map { Code(rawValue: $0) })
    }
}

extension Code {
    /// A professional who reports about their own circle: the relation decides, not the job.
    static let ownCircle = Code(rawValue: "own-circle")
    /// Somebody who gives aid to the victim or their household, whatever their job.
    static let aidGiving = Code(rawValue: "aid-giving")
    /// Somebody who teaches or brings up, whatever their job.
    static let pedagogical = Code(rawValue: "pedagogical")
}
