/// The two contacts of the panic button, read once a millisecond.
///
/// The rule is that of the station's own reader: pressed time fills a bucket, released time drains it
/// at a quarter of the speed, disagreement leaves it. 40 ms are a press; so a press is certain from
/// 50 ms and never shorter than 20 ms. After 40 ms of release without a break the next one counts.
///
/// A reset makes the controller blind for a moment. What was collected before is retained, and for a
/// moment after a reset 20 ms in all are a press: so a press of 50 ms is certain over a reset that
/// hides up to 25 ms of it, and one shorter than 20 ms still never counts.
///
/// Source: DESIGN 8; FAULTS F1 to F6.
public struct PanicPair {
    /// Filled by four a millisecond, drained by one.
    static let pressAmount: UInt16 = 160
    static let fillAmount: UInt16 = 4
    /// What makes a press in the first moment after a reset: 20 ms of contact.
    static let pressAmountAfterReset: UInt16 = 80
    /// For how many milliseconds that is so.
    static let afterResetTime: UInt16 = 60
    /// How many milliseconds of release there are between two presses.
    static let releaseTime: UInt16 = 40
    /// For how many milliseconds a reading must stand before it is told as level.
    static let steadyTime: UInt16 = 10

    /// Whether the button counts as down.
    public private(set) var isDown: Bool
    /// Contacts that were closed too short to be a press.
    public private(set) var glitches: UInt16 = 0
    /// The contacts as they last stood still.
    public private(set) var steady: PanelContacts = .atRest

    private var wires = PanicWires()
    private var reading: PanelContacts = .atRest
    private var unchanged: UInt16 = 0
    private var collected: UInt16
    private var hasteTime: UInt16
    /// For how many milliseconds no press was read.
    private var apart: UInt16 = 0

    /// Makes a pair.
    ///
    /// - Parameters:
    ///   - isDown: whether a press was counted before a reset and may still go on.
    ///   - collected: what ``collectedSixteenths`` was before a reset.
    ///   - isAfterReset: whether this is the moment after a reset.
    public init(isDown: Bool = false, collected: UInt8 = 0, isAfterReset: Bool = false) {
        self.isDown = isDown
        self.collected = UInt16(collected) << 4
        hasteTime = isAfterReset ? Self.afterResetTime : 0
        if isDown { steady = .panicOpen }
    }

    /// Whether a wire is cut or shorted.
    public var hasWireFault: Bool { wires.areFaulty }

    /// How much of a press is collected, in sixteenths: what is retained over a reset.
    public var collectedSixteenths: UInt8 { UInt8(truncatingIfNeeded: collected >> 4) }

    /// Reads both contacts; says whether a press has just been made.
    public mutating func read(_ contacts: PanelContacts) -> Bool {
        let pair = contacts.intersection([.panicClosed, .panicOpen])
        if pair == reading {
            if unchanged < .max { unchanged &+= 1 }
        } else {
            reading = pair
            unchanged = 1
        }
        if hasteTime > 0 { hasteTime &-= 1 }
        rearm(pair)
        let isPress = collect(pair)
        let agree = pair == .panicOpen || pair == .panicClosed
        if wires.watch(pair, agree: agree, unchanged: unchanged) {
            // A fault is told with contacts that disagree, also where it comes and goes.
            steady = agree ? [] : pair
        }
        // A press is told with its level, never a level without the press that it belongs to.
        if isPress || (unchanged >= Self.steadyTime && canTell(pair, agree: agree)) {
            steady = pair
        }
        return isPress
    }

    private func canTell(_ pair: PanelContacts, agree: Bool) -> Bool {
        if agree, hasWireFault { return false }
        return pair != .panicOpen || isDown
    }

    private mutating func collect(_ pair: PanelContacts) -> Bool {
        if pair == .panicOpen, !isDown { collected &+= Self.fillAmount }
        guard collected < (hasteTime > 0 ? Self.pressAmountAfterReset : Self.pressAmount) else {
            collected = 0
            isDown = true
            return true
        }
        if pair == .panicClosed { drain() }
        return false
    }

    /// Takes a button for released after half a second without a reading of a press.
    ///
    /// With a wire at fault the contacts may never agree that it is up, and the next press must
    /// count all the same.
    private mutating func rearm(_ pair: PanelContacts) {
        if pair == .panicOpen {
            apart = 0
        } else if apart < PanicWires.faultTime {
            apart &+= 1
        } else {
            isDown = false
        }
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
