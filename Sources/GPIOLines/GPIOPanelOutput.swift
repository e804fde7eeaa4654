public import MeldpostCore

/// Something that the lines show, sound or are told.
public enum GPIOPanelOutput: Hashable, Sendable {
    /// The tone of a key: the same for all keys.
    case keyTone
    /// The tone of a refused key.
    case errorTone
    /// A lamp shines so from now on.
    case lamp(Lamp, LampRhythm)
    /// The panic relay is closed or open from now on.
    case relay(isClosed: Bool)
    /// Presses were acted on up to this report.
    case confirmPresses(heard: UInt64)

    /// Takes the part of an effect that is the panel's, or gives `nil` for any other effect: the voice
    /// too, which is not the lines'.
    ///
    /// That presses are *kept* is nothing to lines, which remember nothing: a button that is still
    /// down when a new daemon starts is read again.
    public init?(_ effect: Effect) {
        switch effect {
        case .soundKeyTone: self = .keyTone
        case .soundErrorTone: self = .errorTone
        case .setLamp(let lamp, let rhythm): self = .lamp(lamp, rhythm)
        case .setRelay(let isClosed): self = .relay(isClosed: isClosed)
        case .confirmPresses(let heard, _): self = .confirmPresses(heard: heard)
        default: return nil
        }
    }
}
