public import MeldpostCore

/// Something that the panel shows, sounds or is told.
public enum SerialPanelOutput: Hashable, Sendable {
    /// The tone of a key: the same for all keys.
    case keyTone
    /// The tone of a refused key.
    case errorTone
    /// A lamp shines so from now on.
    case lamp(Lamp, LampRhythm)
    /// The panic relay is closed or open from now on.
    case relay(isClosed: Bool)
    /// Presses were acted on, and would outlive a crash, up to these reports.
    case confirmPresses(heard: UInt64, kept: UInt64)
    /// The controller looks at itself; what it finds is a condition.
    case selfTest

    /// Takes the part of an effect that is the panel's, or gives `nil` for any other effect: the voice
    /// too, which is not the controller's.
    public init?(_ effect: Effect) {
        switch effect {
        case .soundKeyTone: self = .keyTone
        case .soundErrorTone: self = .errorTone
        case .setLamp(let lamp, let rhythm): self = .lamp(lamp, rhythm)
        case .setRelay(let isClosed): self = .relay(isClosed: isClosed)
        case .confirmPresses(let heard, let kept):
            self = .confirmPresses(heard: heard, kept: kept)
        default: return nil
        }
    }
}
