extension ReporterClass {
    /// Derives the class from what the reporter said about the relation to those concerned.
    ///
    /// The relation decides, not the job: whoever helps, treats or teaches the victim or their
    /// household is a professional, everybody else a citizen. A code that is not known here is left
    /// to a person.
    ///
    /// Source: Art. 4.8(3); DOMAIN 4.3 and 5.2; R15.
    init(relation: Code?) {
        switch relation?.rawValue {
        case "professional": self = .professional
        case "victim", "perpetrator", "surroundings": self = .citizen
        default: self = .unknown
        }
    }
}
