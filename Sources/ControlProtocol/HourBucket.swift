/// For how long, as roughly as a technician may know: in hours on the first day, in days after it.
///
/// Source: DESIGN 14, rule 1: no exact times.
public struct HourBucket: RawRepresentable, Codable, Hashable, Sendable {
    /// Whole hours, rounded down; zero is less than an hour.
    public let rawValue: Int

    /// Takes whole hours; whole days from the second day on, and never less than none.
    public init(rawValue: Int) {
        let hours = max(0, rawValue)
        self.rawValue = hours < 24 ? hours : hours / 24 * 24
    }

    /// Rounds `duration` down.
    public init(_ duration: Duration) {
        self.init(rawValue: Int(duration.components.seconds / 3_600))
    }

    /// In words, such as `less than an hour`, `3 hours` or `2 days`.
    public var words: String {
        switch rawValue {
        case 0: "less than an hour"
        case 1: "1 hour"
        case ..<24: "\(rawValue) hours"
        case 24: "1 day"
        default: "\(rawValue / 24) days"
        }
    }
}
