/// How many, as roughly as a technician may know.
///
/// On a small island one report more or less tells who was at the desk, so a count below five is
/// never shown. Source: DESIGN 14, rule 1 (R77).
public enum CountBucket: String, Codable, Hashable, Sendable, CaseIterable {
    case none = "0"
    case few = "1-4"
    case several = "5-19"
    case many = "20+"

    /// The bucket in which `count` lies.
    public init(count: Int) {
        switch count {
        case ...0: self = .none
        case ...4: self = .few
        case ...19: self = .several
        default: self = .many
        }
    }
}
