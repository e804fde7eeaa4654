/// The two contacts of the panic button, read once a millisecond.
///
/// The rule is that of the station's own reader: pressed time fills a bucket, released time drains it
/// at a quarter of the speed, disagreement leaves it. 40 ms are a press; so a press is certain from
/// 50 ms and never shorter than 20 ms. After 40 ms of release without a break the next one counts.
/// Contacts that disagree for almost half a second are a fault of the wire, not a press (F6).
///
/// Source: DESIGN 8; FAULTS F1 to F6.
public struct PanicPair {
    /// Filled by four a millisecond, drained by one.
    static let pressAmount: UInt16 = 160
    static let fillAmount: UInt16 = 4
    /// How many milliseconds of release there are between two presses.
    static let releaseTime: UInt16 = 40
    /// After how many milliseconds a disagreement is a fault; agreement for as long ends it.
    static let wireFaultTime: UInt16 = 480
    /// For how many milliseconds a reading must stand before it is told as level.
    static let steadyTime: UInt16 = 10

    /// Whether the button counts as down.
    public private(set) var isDown: Bool
    /// Whether the wire is cut or shorted.
    public private(set) var hasWireFault = false
    /// Contacts that were closed too short to be a press.
    public private(set) var glitches: UInt16 = 0
    /// The contacts as they last stood still.
    public private(set) var steady: PanelContacts = .atRest

    private var reading: PanelContacts = .atRest
    private var unchanged: UInt16 = 0
    private var collected: UInt16 = 0

    /// Makes a pair; `isDown` where a press was counted before a reset and may still go on.
    public init(isDown: Bool = false) {
        self.isDown = isDown
        if isDown { steady = .panicOpen }
    }

    /// Reads both contacts; says whether a press has just been made.
    public mutating func read(_ contacts: PanelContacts) -> Bool {
        let pair = contacts.intersection([.panicClosed, .panicOpen])
        if pair == reading {
            if unchanged < .max { unchanged &+= 1 }
        } else {
            reading = pair
            unchanged = 1
        }
        var isPress = false
        switch pair {
        case .panicOpen: isPress = collect()
        case .panicClosed: drain()
        default:
            if unchanged >= Self.wireFaultTime { hasWireFault = true }
        }
        if pair == .panicOpen || pair == .panicClosed, unchanged >= Self.wireFaultTime {
            hasWireFault = false
        }
        // A press is told with its level, never a level without the press that it belongs to.
        if isPress || (unchanged >= Self.steadyTime && (pair != .panicOpen || isDown)) {
            steady = pair
        }
        return isPress
    }

    private mutating func collect() -> Bool {
        guard !isDown else { return false }
        collected &+= Self.fillAmount
        guard collected >= Self.pressAmount else { return false }
        collected = 0
        isDown = true
        return true
    }

    private mutating func drain() {
        if isDown {
            if unchanged >= Self.releaseTime { isDown = false }
        } else if collected > 0 {
            collected &-= 1
            if collected == 0 { glitches &+= 1 }
        }
    }
}
