/// A part of something said: a clip, or a moment of silence.
public enum SpokenPart: Hashable, Sendable {
    /// Play this clip.
    case clip(ClipName)
    /// Be silent for so long.
    case pause(Duration)
}
