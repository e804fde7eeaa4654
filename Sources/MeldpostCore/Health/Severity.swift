/// How bad a lasting condition is.
public enum Severity: UInt8, Hashable, Comparable, Sendable, CaseIterable {
    /// Somebody must act now: a person may be in danger, or a legal term has passed.
    case alarm = 0
    /// Something does not work.
    case fault
    /// It works, and will not for ever.
    case warning
    /// Good to know.
    case notice

    /// Whether `left` is worse than `right`.
    public static func < (left: Severity, right: Severity) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The word that stands in a report for machines.
    public var code: String {
        switch self {
        case .alarm: "alarm"
        case .fault: "fault"
        case .warning: "warning"
        case .notice: "notice"
        }
    }
}
