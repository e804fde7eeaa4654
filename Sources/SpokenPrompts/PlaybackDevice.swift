/// A sound card as far as the voice needs it: it plays, and does nothing else (P4).
///
/// One thread owns it. No call may wait longer than 200 ms, but one that does stops only that
/// thread.
protocol PlaybackDevice: AnyObject {
    /// Plays `samples` after those before.
    ///
    /// - Parameters:
    ///   - samples: the samples.
    ///   - isWanted: asked while there is no room; what is not wanted any more is dropped.
    /// - Returns: whether there was a gap before them.
    /// - Throws: what the card did not do; it is not used after that.
    func play(_ samples: [Int16], isWanted: () -> Bool) throws(SoundFault) -> Bool

    /// Drops what was given and is not heard yet.
    func drop() throws(SoundFault)

    /// Whether the card is still there.
    func check() throws(SoundFault)

    /// Sets the volume of the playback side to `percent` and takes off every mute; a card without a
    /// mixer has nothing to set.
    func setVolume(percent: Int) throws(SoundFault)
}
