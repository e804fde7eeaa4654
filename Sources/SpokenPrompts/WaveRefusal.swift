/// Why a WAV file is not taken.
public enum WaveRefusal: String, Error, Hashable, Sendable, CaseIterable {
    case missing = "is not there, or cannot be read"
    case notAFile = "must be a regular file"
    case empty = "holds no sound"
    case tooLarge = "is larger than a clip of 20 seconds"
    case notWave = "must be a WAV file"
    case truncated = "ends before its header says"
    case compressed = "must not be compressed: linear PCM"
    case notMono = "must have one channel"
    case wrongRate = "must have 22050 samples a second"
    case notSixteenBit = "must have 16 bits a sample"
    case tooLong = "must be no longer than 20 seconds"
    case changed = "is not the file that the manifest names"

    /// The refusal in words, after the name of the file.
    public var words: String { rawValue }
}
