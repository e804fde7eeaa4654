/// What the panel shows, told whole each time, and how far its presses have come.
public struct PanelOutputs: Equatable, Sendable {
    /// Up to which press the station has acted on them: the alarm is the station's.
    public var heard: UInt16
    /// Up to which press the station would remember them after a crash.
    public var kept: UInt16
    /// The panic relay.
    public var relay: RelayOrder
    /// The lamps.
    public var lamps: LampOrders

    static let length = 7

    /// Makes outputs.
    public init(
        heard: UInt16 = 0,
        kept: UInt16 = 0,
        relay: RelayOrder = .asItIs,
        lamps: LampOrders = LampOrders()
    ) {
        self.heard = heard
        self.kept = kept
        self.relay = relay
        self.lamps = lamps
    }

    init?(_ bytes: FrameBytes, at index: Int) {
        guard let relay = RelayOrder(rawValue: bytes[index + 4]),
            let lamps = LampOrders(code: bytes.word(at: index + 5))
        else { return nil }
        heard = bytes.word(at: index)
        kept = bytes.word(at: index + 2)
        self.relay = relay
        self.lamps = lamps
    }

    func write(to bytes: inout FrameBytes) {
        bytes.append(heard)
        bytes.append(kept)
        bytes.append(relay.rawValue)
        bytes.append(lamps.code)
    }
}

/// What the station wants of the panic relay.
public enum RelayOrder: UInt8, Equatable, Sendable {
    /// It has no opinion yet: a relay that is closed stays closed.
    case asItIs = 0
    /// Open.
    case open
    /// Closed.
    case closed
}
