internal import PanelProtocol

/// The tones in time: one short for a key, two long for an error.
struct Buzzer {
    private var left: UInt16 = 0

    /// How long a key sounds: short enough for a fast hand.
    static let keyTime: UInt16 = 60
    /// How long each of the two sounds of an error is, and the pause between them.
    static let errorTime: UInt16 = 150
    static let errorPause: UInt16 = 70

    /// A tone begins; what sounds is cut off.
    mutating func begin(_ tone: PanelTone) {
        left = tone == .key ? Self.keyTime : 2 &* Self.errorTime &+ Self.errorPause
    }

    /// A millisecond passes; whether it sounds.
    mutating func tick() -> Bool {
        guard left > 0 else { return false }
        left &-= 1
        return left < Self.errorTime || left >= Self.errorTime &+ Self.errorPause
    }
}
