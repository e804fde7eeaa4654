/// A program of the desk or of the technician that the demo runs once, to show what it prints.
enum DemoTool: Hashable, Sendable {
    /// The desk's worklist.
    case worklist
    /// The calls of the hotline.
    case calls
    /// The next record that the desk opens.
    case record
    /// The desk takes up the panic.
    case acceptance
    /// What the technician sees.
    case status

    /// What the screen says above the output.
    var title: String {
        switch self {
        case .worklist: "The desk at the centre: meldpost-desk list"
        case .calls: "The desk at the centre: meldpost-desk calls"
        case .record: "The desk at the centre: meldpost-desk show"
        case .acceptance: "The desk at the centre: meldpost-desk accept"
        case .status: "The technician at the box: meldpostctl status"
        }
    }
}
