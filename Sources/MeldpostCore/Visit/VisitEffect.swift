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
    /// A kept draft goes with it.
    case submit(VisitOutcome)
    /// Store this, whose visitor is gone, once more; the answer comes in the order of all submissions.
    /// Only where it says so, the draft that is kept goes with it: it may be of a later visit.
    case submitAgain(VisitOutcome, replacesDraft: Bool)
    /// Seal this in place of the draft kept before, so that a power cut does not lose it.
    case saveDraft(VisitOutcome)
    /// Erase the draft that is kept.
    case eraseDraft
    /// The visit is over and its answers are overwritten.
    case visitEnded
}
