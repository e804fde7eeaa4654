internal import PanelProtocol

/// What a controller remembers over its own reset, in two words: presses above all (P6).
///
/// Nothing of keys is in it.
public struct RetainedState: Equatable {
    /// How many words the two banks take.
    public static let words = 6

    /// Starts in the highest twelve bits, then four bits of a press that is going on, presses in the
    /// low half.
    var first: UInt32 = 0
    /// In the high half up to which press they are kept; then moves of the handset, two bits of time,
    /// flags, and the two bits of the generation.
    var second: UInt32 = 0

    private enum Flag {
        static let isDown: UInt32 = 1 << 2
        static let isRelayClosed: UInt32 = 1 << 3
        static let isRelayHeld: UInt32 = 1 << 4
        static let isWelcomed: UInt32 = 1 << 5
    }

    /// How often the controller has started since it got power, at most ``bootLimit``.
    var boots: UInt16 {
        get { UInt16(truncatingIfNeeded: first >> 20) }
        set { first = first & 0xF_FFFF | UInt32(newValue) << 20 }
    }

    /// After so many starts the count stays: it never becomes the zero of a lost memory.
    static let bootLimit: UInt16 = 4_095

    /// How much of a press was collected, in sixteenths of what is collected: four milliseconds
    /// each.
    var collected: UInt8 {
        get { UInt8(truncatingIfNeeded: first >> 16) & 15 }
        set { first = first & 0xFFF0_FFFF | UInt32(newValue & 15) << 16 }
    }

    /// How many presses were counted.
    var presses: UInt16 {
        get { UInt16(truncatingIfNeeded: first) }
        set { first = first & 0xFFFF_0000 | UInt32(newValue) }
    }

    /// Up to which of them the station keeps them.
    var kept: UInt16 {
        get { UInt16(truncatingIfNeeded: second >> 16) }
        set { second = second & 0xFFFF | UInt32(newValue) << 16 }
    }

    /// How often the handset was moved.
    var moves: UInt8 {
        get { UInt8(truncatingIfNeeded: second >> 8) }
        set { second = second & 0xFFFF_00FF | UInt32(newValue) << 8 }
    }

    /// Which of the two banks is newer: the one with the generation after the other's.
    var generation: UInt32 {
        get { second & 3 }
        set { second = second & ~3 | newValue & 3 }
    }

    /// For how many steps of the relay's guard a press had gone unheard.
    var unheardSteps: UInt8 {
        get { UInt8(truncatingIfNeeded: second >> 6) & 3 }
        set { second = second & ~0xC0 | UInt32(newValue & 3) << 6 }
    }

    /// Whether the button was down.
    var isDown: Bool {
        get { second & Flag.isDown != 0 }
        set { set(Flag.isDown, newValue) }
    }

    /// Whether the relay was closed.
    var isRelayClosed: Bool {
        get { second & Flag.isRelayClosed != 0 }
        set { set(Flag.isRelayClosed, newValue) }
    }

    /// Whether the controller had closed it by itself.
    var isRelayHeld: Bool {
        get { second & Flag.isRelayHeld != 0 }
        set { set(Flag.isRelayHeld, newValue) }
    }

    /// Whether a station had welcomed it.
    var isWelcomed: Bool {
        get { second & Flag.isWelcomed != 0 }
        set { set(Flag.isWelcomed, newValue) }
    }

    /// Which meaning the bits have: another one's memory is not read, as after a loss of power.
    private static let layout: UInt32 = 2

    /// The check sum of both words and their layout.
    var check: UInt32 {
        var check = FrameCheck()
        check.add(Self.layout)
        check.add(first)
        check.add(second)
        return check.value
    }

    private mutating func set(_ flag: UInt32, _ isSet: Bool) {
        second = isSet ? second | flag : second & ~flag
    }
}
