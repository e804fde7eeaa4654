/// The one format of all sounds: 22,050 frames a second, one channel, 16 bits, little-endian.
///
/// It is what the espeak-ng program writes, so nothing is resampled when clips are rendered; the
/// sound system of Linux resamples where a card wants another rate.
public enum SoundFormat {
    /// Frames a second.
    public static let rate = 22_050

    /// The longest clip, in seconds: a longer text would not be listened to.
    ///
    /// Source: DESIGN 7; a text of 300 characters is 20 s of speech.
    public static let longestSeconds = 20

    /// The most frames of a clip.
    public static let longestFrames = rate * longestSeconds

    /// The largest WAV file that is read, in bytes: the longest clip and 64 KiB of headers.
    public static let largestFile = longestFrames * 2 + 65_536

    /// How many whole frames fit in `duration`.
    public static func frames(in duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return Int(seconds) * rate + Int(attoseconds / 1_000_000_000) * rate / 1_000_000_000
    }

    /// How long `frames` last.
    public static func duration(ofFrames frames: Int) -> Duration {
        .nanoseconds(frames * 1_000_000_000 / rate)
    }
}
