public import MeldpostCore

/// What the voice tells the station.
public enum VoiceEvent: Hashable, Sendable {
    /// The utterance of this number came to its end; one that was hushed or replaced never does.
    case utteranceFinished(number: UInt64)
    /// A lasting condition came up or went away.
    case conditionChanged(Condition, isRaised: Bool)
}
