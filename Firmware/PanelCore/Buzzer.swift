public import PanelProtocol

/// The tones in time: one short for a key, two long for an error.
public struct Buzzer {
    private var left: UInt16 = 0

    /// How long a key sounds: short enough for a fast hand.
    public static let keyTime: UInt16 = 60
    /// How long each of the two sounds of an error is.
    public static let errorTime: UInt16 = 150
    /// How long the pause between them is.
    public static let errorPause: UInt16 = 70

    /// Makes a buzzer that is silent.
    public init() {}

    /// Whether a tone is under way.
    public var isBusy: Bool { left > 0 }

    /// A tone begins; what sounds is cut off.
    public mutating func begin(_ tone: PanelTone) {
        left = tone == .key ? Self.keyTime : 2 &* Self.errorTime &+ Self.errorPause
    }

    /// A millisecond passes; whether it sounds.
    public mutating func tick() -> Bool {
        guard left > 0 else { return false }
        left &-= 1
        return left < Self.errorTime || left >= Self.errorTime &+ Self.errorPause
    }
}
