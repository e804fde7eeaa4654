/// Somebody whom a report concerns, as far as a report at the kiosk can tell.
public struct PersonConcerned: Hashable, Sendable, Codable {
    /// The role in the situation (5.3), for example `victim`.
    public var role: Code

    /// The age band (5.11), for example `4-12`.
    public var ageBand: Code?

    /// The gender as a code, with `unknown` (R81).
    public var gender: Code?

    /// Makes a person concerned.
    public init(role: Code, ageBand: Code? = nil, gender: Code? = nil) {
        self.role = role
        self.ageBand = ageBand
        self.gender = gender
    }
}

/// One piece of special data, with the reason why it is necessary for the report.
///
/// Political persuasion and union membership have no category, because they are allowed nowhere
/// (R41).
public struct SpecialDatum: Hashable, Sendable, Codable {
    /// The categories that the desk may process in a report.
    ///
    /// Source: Art. 4.7(2).
    public enum Category: String, Hashable, Sendable, CaseIterable, Codable {
        case religionOrBelief = "religion-or-belief"
        case race
        case health
        case sexualLife = "sexual-life"
        case criminal
    }

    /// The category.
    public var category: Category

    /// What is recorded, as a code.
    public var value: Code

    /// Why it is necessary, as a code.
    public var necessity: Code

    /// Makes a piece of special data.
    public init(category: Category, value: Code, necessity: Code) {
        self.category = category
        self.value = value
        self.necessity = necessity
    }
}
