/// Something that happened to a visit.
public enum VisitInput: Hashable, Sendable {
    /// A key went down, once.
    case keyPressed(Key)
    /// The handset was lifted or hung up.
    case handsetMoved(isLifted: Bool)
    /// The voice came to the end of the utterance of this number; another one than the last changes
    /// nothing.
    case utteranceFinished(number: UInt64)
    /// What was submitted is on disk. The answers to several submissions must come in their order.
    case recordStored
    /// What was submitted could not be stored, in the same order.
    case recordNotStored(StoreFault)
    /// Records became possible or impossible, for example because the journal failed.
    case intakeChanged(isPossible: Bool)
}
