public import MeldpostCore

/// The bytes that the panel on a terminal takes: one byte, one event.
public enum PanelCode {
    /// The byte of a key: the character printed on it.
    public static func byte(of key: Key) -> UInt8 {
        switch key {
        case .star: UInt8(ascii: "*")
        case .square: UInt8(ascii: "#")
        default: UInt8(ascii: "0") + key.rawValue
        }
    }

    /// The byte of the handset: lifted or hung up.
    public static func byte(ofHandsetLifted isLifted: Bool) -> UInt8 {
        isLifted ? UInt8(ascii: "u") : UInt8(ascii: "d")
    }

    /// The byte of the panic button: down or up, both contacts together.
    public static func byte(ofPanicPressed isPressed: Bool) -> UInt8 {
        isPressed ? UInt8(ascii: "P") : UInt8(ascii: "R")
    }

    /// The byte of a broken wire at the panic button: one contact moves alone, or both agree again.
    public static func byte(ofPanicWireBroken isBroken: Bool) -> UInt8 {
        isBroken ? UInt8(ascii: "w") : UInt8(ascii: "W")
    }

    /// The byte of the worker's key switch in the position *reset*.
    public static let reset = UInt8(ascii: "x")

    /// The byte of the worker's key switch in or out of the position *test of the button*.
    public static func byte(ofPanicTestOn isOn: Bool) -> UInt8 {
        isOn ? UInt8(ascii: "t") : UInt8(ascii: "T")
    }

    /// The event of a byte, or nothing for a byte that means nothing.
    ///
    /// A wire that is broken leaves both contacts open: no press of a sound button does that for
    /// longer than it takes the contacts to travel (DESIGN 8).
    public static func event(of byte: UInt8) -> PanelEvent? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            Key(rawValue: byte - UInt8(ascii: "0")).map { .keyPressed($0) }
        case UInt8(ascii: "*"): .keyPressed(.star)
        case UInt8(ascii: "#"): .keyPressed(.square)
        case UInt8(ascii: "u"): .handsetMoved(isLifted: true)
        case UInt8(ascii: "d"): .handsetMoved(isLifted: false)
        case UInt8(ascii: "P"): .panicContactsRead(.pressed)
        case UInt8(ascii: "R"), UInt8(ascii: "W"): .panicContactsRead(.released)
        case UInt8(ascii: "w"):
            .panicContactsRead(
                PanicContacts(normallyClosedConducts: false, normallyOpenConducts: false)
            )
        case reset: .resetRequested
        case UInt8(ascii: "t"): .panicTestTurned(isOn: true)
        case UInt8(ascii: "T"): .panicTestTurned(isOn: false)
        default: nil
        }
    }
}
