/// How each lamp shines.
public struct LampOrders: Equatable, Sendable {
    /// At the panic button.
    public var panic: Rhythm
    /// At the desk.
    public var desk: Rhythm
    /// At the kiosk: reports are taken.
    public var ready: Rhythm
    /// For the technician.
    public var fault: Rhythm

    /// Makes orders; a lamp that is not named is off.
    public init(
        panic: Rhythm = .off,
        desk: Rhythm = .off,
        ready: Rhythm = .off,
        fault: Rhythm = .off
    ) {
        self.panic = panic
        self.desk = desk
        self.ready = ready
        self.fault = fault
    }

    init?(code: UInt16) {
        guard let panic = Rhythm(rawValue: UInt8(truncatingIfNeeded: code >> 12)),
            let desk = Rhythm(rawValue: UInt8(truncatingIfNeeded: code >> 8 & 15)),
            let ready = Rhythm(rawValue: UInt8(truncatingIfNeeded: code >> 4 & 15)),
            let fault = Rhythm(rawValue: UInt8(truncatingIfNeeded: code & 15))
        else { return nil }
        self.init(panic: panic, desk: desk, ready: ready, fault: fault)
    }

    var code: UInt16 {
        UInt16(panic.rawValue) << 12 | UInt16(desk.rawValue) << 8
            | UInt16(ready.rawValue) << 4 | UInt16(fault.rawValue)
    }
}

/// How a lamp shines.
public enum Rhythm: UInt8, Equatable, Sendable {
    /// Not at all.
    case off = 0
    /// All the time.
    case on
    /// Half a second on, half a second off.
    case slow
    /// Five times a second.
    case fast
    /// Two short flashes, then a pause.
    case double
    /// One short flash every two seconds.
    case blip
}
