public import Logging

/// The mark of a metadata value that may be shown: how many of its bytes were marked.
///
/// The handler shows a value only when every byte of it was marked, so a marked part does not carry
/// an unmarked one into the log with it. A mark is therefore the whole of a value:
/// `"\(public: depth)"`, never `"\(public: depth) of \(limit)"`.
///
/// Source: SLG-0004 (attributes of metadata values), swift-log 1.16.
struct PublicMark: Logger.MetadataValueAttributes.Attribute {
    /// The number of marked bytes of UTF-8.
    var rawValue: Int64
}

extension Logger.MetadataValue.StringInterpolation {
    /// Marks `value` as one that may be shown: each use of this mark is a place to review.
    ///
    /// - Parameter value: what is shown; never a key press, a time of a call, or outside text.
    public mutating func appendInterpolation(public value: some CustomStringConvertible) {
        let text = value.description
        let length = Int64(text.utf8.count)
        appendInterpolation(
            text,
            attributes: { attributes in
                let before = attributes[PublicMark.self]?.rawValue ?? 0
                attributes[PublicMark.self] = PublicMark(rawValue: before + length)
            }
        )
    }
}
