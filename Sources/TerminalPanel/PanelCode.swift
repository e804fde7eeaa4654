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

    /// The byte of a key of the desk keypad: the character printed on it, with the highest bit set.
    public static func byte(ofDeskKey key: Key) -> UInt8 { byte(of: key) | deskBit }

    /// The byte of the handset of the desk: lifted or hung up, with the highest bit set.
    public static func byte(ofDeskHandsetLifted isLifted: Bool) -> UInt8 {
        byte(ofHandsetLifted: isLifted) | deskBit
    }

    /// The byte of a telephone line that begins or stops to ring.
    public static func byte(ofRinging isOn: Bool, on line: TelephoneLine) -> UInt8 {
        letter(isOn ? "a" : "A", line)
    }

    /// The byte of the receiver of a telephone line: up or down.
    public static func byte(ofReceiverUp isUp: Bool, on line: TelephoneLine) -> UInt8 {
        letter(isUp ? "h" : "H", line)
    }

    private static let deskBit: UInt8 = 0x80

    /// The letter of the first line, or the one after it.
    private static func letter(_ first: Unicode.Scalar, _ line: TelephoneLine) -> UInt8 {
        UInt8(ascii: first) + line.rawValue - 1
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
        case UInt8(ascii: "a"): .lineRings(.first, true)
        case UInt8(ascii: "A"): .lineRings(.first, false)
        case UInt8(ascii: "b"): .lineRings(.second, true)
        case UInt8(ascii: "B"): .lineRings(.second, false)
        case UInt8(ascii: "h"): .lineOffHook(.first, true)
        case UInt8(ascii: "H"): .lineOffHook(.first, false)
        case UInt8(ascii: "i"): .lineOffHook(.second, true)
        case UInt8(ascii: "I"): .lineOffHook(.second, false)
        case deskBit...: deskEvent(of: byte & ~deskBit)
        default: nil
        }
    }

    /// The event at the desk of the byte of a key or of the handset.
    private static func deskEvent(of byte: UInt8) -> PanelEvent? {
        switch event(of: byte) {
        case .keyPressed(let key): .deskKeyPressed(key)
        case .handsetMoved(let isLifted): .deskHandsetMoved(isLifted: isLifted)
        default: nil
        }
    }
}
