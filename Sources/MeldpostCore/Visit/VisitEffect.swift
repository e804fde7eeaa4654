/// Something that a visit asks of the station.
public enum VisitEffect: Hashable, Sendable {
    /// Say this; what is being said stops.
    case say(Utterance)
    /// Be silent at once.
    case hush
    /// Give the tone of a key.
    case soundKeyTone
    /// Give the tone of a refused key.
    case soundErrorTone
    /// Store this; the answer is ``VisitInput/recordStored`` or ``VisitInput/recordNotStored(_:)``.
    case submit(VisitOutcome)
    /// The visit is over and its answers are overwritten.
    case visitEnded
}
