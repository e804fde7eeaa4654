/// A value that may be used but not shown: it has no readable description.
///
/// Printing, string interpolation, `dump` and `Mirror` show only that there is something. It is
/// neither `Codable` nor `Hashable`, so it cannot slip into a file or a dictionary key.
public struct Redacted<Value: Sendable>: Sendable, CustomReflectable {
    /// The value itself: each use of this property is a place to review.
    public var value: Value

    /// Hides `value`.
    public init(_ value: Value) {
        self.value = value
    }

    /// A mirror without children.
    public var customMirror: Mirror {
        Mirror(self, children: [])
    }
}

extension Redacted: CustomStringConvertible, CustomDebugStringConvertible {
    /// Fixed words.
    public var description: String { "<redacted>" }

    /// Fixed words.
    public var debugDescription: String { "<redacted>" }
}

extension Redacted: Equatable where Value: Equatable {}
