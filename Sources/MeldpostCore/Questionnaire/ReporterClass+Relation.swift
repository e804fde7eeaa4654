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
