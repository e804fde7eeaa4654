/// Who keys the answers: the visitor at the kiosk, or a worker who speaks with a caller.
///
/// Each has questions in words of their own, in the same file and of the same form.
public enum VisitRole: UInt8, Hashable, Sendable, CaseIterable {
    /// A visitor at the kiosk.
    case citizen = 1
    /// A worker at the desk, during a call or after it.
    case worker

    /// The kinds of record for which there are questions.
    public var kinds: [VisitKind] {
        switch self {
        case .citizen: VisitKind.allCases
        case .worker: [.report, .advice]
        }
    }
}
