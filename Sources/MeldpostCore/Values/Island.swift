/// An island of the Caribbean Netherlands, each with its own desk and its own controller.
///
/// Source: Art. 3.1 and 4.7(1) (each AMHK is its own controller).
public enum Island: UInt8, Hashable, Sendable, CaseIterable {
    case bonaire = 1
    case saba = 2
    case sintEustatius = 3

    /// The name that stands in records and configuration files.
    public var code: String {
        switch self {
        case .bonaire: "bonaire"
        case .saba: "saba"
        case .sintEustatius: "sint-eustatius"
        }
    }

    /// Reads the name that stands in records and configuration files.
    public init?(code: String) {
        guard let island = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = island
    }
}

/// Who is responsible for a record: it decides to which keys the record is sealed.
///
/// Source: R24 (own keys per controller) and R64 (social support has its own store).
public enum Chapter: UInt8, Hashable, Sendable, CaseIterable {
    /// The advice and reporting point: chapter 3 of the decree.
    case adviceAndReporting = 1

    /// The island executive: a need for social support, chapter 2 of the decree.
    case socialSupport = 2

    /// The name that stands in the status.
    public var code: String {
        switch self {
        case .adviceAndReporting: "advice-and-reporting"
        case .socialSupport: "social-support"
        }
    }
}
