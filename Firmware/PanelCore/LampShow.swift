public import PanelProtocol

/// The rhythms of the lamps in time.
///
/// | rhythm | lit |
/// | --- | --- |
/// | slow | the first half of each second |
/// | fast | the first half of each fifth of a second |
/// | double | 0 to 100 ms and 200 to 300 ms of each second |
/// | blip | the first 100 ms of every two seconds |
public struct LampShow {
    private var time: UInt16 = 0
    private var fastTime: UInt16 = 0
    private var testLeft: UInt16 = 0

    /// How long each lamp is shown in a lamp test.
    public static let testTime: UInt16 = 500

    /// Makes a show that begins now.
    public init() {}

    /// Begins to show one lamp after the other.
    public mutating func test() { testLeft = 4 &* Self.testTime }

    /// A millisecond passes; what is lit now.
    public mutating func tick(_ orders: LampOrders) -> LitLamps {
        time = time == 1_999 ? 0 : time &+ 1
        fastTime = fastTime == 199 ? 0 : fastTime &+ 1
        if testLeft > 0 {
            testLeft &-= 1
            let lamp = (4 &* Self.testTime &- 1 &- testLeft)
            if lamp < Self.testTime { return .panic }
            if lamp < 2 &* Self.testTime { return .desk }
            return lamp < 3 &* Self.testTime ? .ready : .fault
        }
        var lit: LitLamps = []
        if isLit(orders.panic) { lit.formUnion(.panic) }
        if isLit(orders.desk) { lit.formUnion(.desk) }
        if isLit(orders.ready) { lit.formUnion(.ready) }
        if isLit(orders.fault) { lit.formUnion(.fault) }
        return lit
    }

    private func isLit(_ rhythm: Rhythm) -> Bool {
        let inSecond = time < 1_000 ? time : time - 1_000
        switch rhythm {
        case .off: return false
        case .on: return true
        case .slow: return inSecond < 500
        case .fast: return fastTime < 100
        case .double: return inSecond < 100 || (inSecond >= 200 && inSecond < 300)
        case .blip: return time < 100
        }
    }
}
