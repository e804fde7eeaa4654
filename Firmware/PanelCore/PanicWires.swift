/// Finds out whether the wires of the panic button are whole (F6).
///
/// The contacts of a button disagree only while it moves, from one end to the other. Contacts that
/// disagree for almost half a second are a fault of the wire. So are contacts that disagree again and
/// again and come back to the same end: a cut that chatters. Its time runs on until the contacts have
/// agreed for a tenth of a second, and then runs back.
struct PanicWires {
    /// After how many milliseconds a disagreement is a fault; agreement for as long ends it.
    static let faultTime: UInt16 = 480
    /// How long the contacts agree between two moments of a chattering cut at most.
    static let calmTime: UInt16 = 100

    /// Whether a wire is cut or shorted.
    private(set) var areFaulty = false

    private var lastEnd: PanelContacts = .panicClosed
    private var trouble: UInt16 = 0

    /// Looks at a reading once a millisecond.
    ///
    /// - Parameters:
    ///   - pair: what both contacts are.
    ///   - agree: whether they agree.
    ///   - unchanged: for how many milliseconds they have been so.
    /// - Returns: whether a fault has just begun.
    mutating func watch(_ pair: PanelContacts, agree: Bool, unchanged: UInt16) -> Bool {
        if agree, pair != lastEnd {
            lastEnd = pair
            trouble = 0
        } else if agree, unchanged >= Self.calmTime {
            if trouble > 0 { trouble &-= 1 }
        } else if !agree || trouble > 0 {
            trouble &+= 1
        }
        if agree, unchanged >= Self.faultTime {
            areFaulty = false
            trouble = 0
        }
        guard trouble >= Self.faultTime else { return false }
        trouble = Self.faultTime
        defer { areFaulty = true }
        return !areFaulty
    }
}
