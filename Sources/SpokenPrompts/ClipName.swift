public import MeldpostCore

/// A clip in a language.
public struct ClipName: Hashable, Sendable {
    /// The language.
    public var language: Language
    /// What is said.
    public var key: ClipKey

    /// Names the clip `key` in `language`.
    public init(_ language: Language, _ key: ClipKey) {
        self.language = language
        self.key = key
    }

    /// The name as one word, for a person or a line of text: `nl:number.21`.
    public var text: String { "\(language.rawValue):\(key.name)" }
}
