public import PanelProtocol

/// The panic relay: the station's, and the controller's own when nobody hears a press (P6).
///
/// ```
///                  press              2 s unheard
///  station's ───────────────▶ unheard ──────────▶ held closed
///     ▲                          │ heard              │ heard: the station's order counts again
///     └──────────────────────────┴────────────────────┘
/// ```
///
/// The station says in one frame up to which press it has heard and how the relay is to be: so there
/// is no moment between the two.
///
/// The time that a press went unheard is retained in steps of about half a second, and a reset counts
/// for the rest of its step: a controller that is reset again and again closes the relay at its
/// fourth reset or after two seconds, whichever comes first, and never later.
public struct RelayGuard {
    /// Up to which press the station has heard them.
    public private(set) var heard: UInt16
    /// Whether the station wants the relay closed.
    public private(set) var isOrdered: Bool
    /// Whether the controller holds it closed.
    public private(set) var isHeld: Bool

    private var unheardTime: UInt16

    /// Makes a guard with what was retained; what was heard but not kept is to be heard again.
    init(from state: RetainedState) {
        heard = state.kept
        isOrdered = state.isRelayClosed && !state.isRelayHeld
        isHeld = state.isRelayHeld
        unheardTime = UInt16(state.unheardSteps + 1) << Self.stepShift
    }

    /// Makes a guard for a panel that retains nothing across a reset.
    public init() {
        heard = 0
        isOrdered = false
        isHeld = false
        unheardTime = 0
    }

    /// A step is 512 ms: four are more than the two seconds.
    private static let stepShift: UInt16 = 9

    /// For how many whole steps a press has gone unheard: at most three, then the relay is closed.
    var unheardSteps: UInt8 { UInt8(truncatingIfNeeded: unheardTime >> Self.stepShift) }

    /// Whether the relay is closed.
    public var isClosed: Bool { isOrdered || isHeld }

    /// A session begins: what was heard but not kept is to be heard again.
    public mutating func beginSession(kept: UInt16) { heard = kept }

    /// The station says how it is to be.
    public mutating func take(_ outputs: PanelOutputs, presses: UInt16) {
        heard = outputs.heard
        switch outputs.relay {
        case .asItIs: break
        case .open: isOrdered = false
        case .closed: isOrdered = true
        }
        guard heard == presses else { return }
        unheardTime = 0
        // A station without an opinion has not taken over.
        if outputs.relay != .asItIs { isHeld = false }
    }

    /// A millisecond passes.
    public mutating func tick(presses: UInt16) {
        guard heard != presses else {
            unheardTime = 0
            return
        }
        if unheardTime < PanelTiming.hearing { unheardTime &+= 1 }
        guard unheardTime >= PanelTiming.hearing else { return }
        unheardTime = PanelTiming.hearing
        isHeld = true
    }

    /// Whether a press waits to be heard.
    public func isWaiting(presses: UInt16) -> Bool { heard != presses }
}
