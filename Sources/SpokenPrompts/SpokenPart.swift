/// A part of something said: a clip, or a moment of silence.
public enum SpokenPart: Hashable, Sendable {
    /// Play this clip.
    case clip(ClipName)
    /// Be silent for so long.
    case pause(Duration)

    /// The part as one word: the name of a clip, or milliseconds.
    public var text: String {
        switch self {
        case .clip(let name): name.text
        case .pause(let duration):
            "\(duration.components.attoseconds / 1_000_000_000_000_000)"
        }
    }
}
