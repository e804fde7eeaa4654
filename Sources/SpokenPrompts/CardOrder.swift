/// What the thread of the sound card is asked.
enum CardOrder: Hashable, Sendable {
    /// Play these samples.
    case play([Int16])
    /// Drop what is not heard yet.
    case cut
    /// Nothing follows: make ready for the next.
    case rest
    /// Say whether the card is there.
    case ask
    /// Set the volume.
    case setVolume
}
