/// A configuration that a program does not start with: which file, which key, which rule.
///
/// It never holds a value. The name of a file comes from the operator and the name of an unknown
/// key from the file, so both are reduced to printable ASCII of bounded length (F36).
public struct ConfigurationRefusal: Error, Hashable, Sendable {
    /// The file, as the operator named it.
    public let file: String

    /// The key, with the tables it stands in, such as `centre.port` or `station[2].key`.
    public let key: String?

    /// The rule that is not met.
    public let rule: ConfigurationRule

    /// The most characters that are kept of a name.
    static let nameLength = 160

    /// Makes a refusal.
    ///
    /// - Parameters:
    ///   - file: the file, as the operator named it.
    ///   - key: the key, or nothing where the file as a whole is refused.
    ///   - rule: the rule that is not met.
    public init(file: String, key: String? = nil, rule: ConfigurationRule) {
        self.file = Self.printable(file)
        self.key = key.map(Self.printable)
        self.rule = rule
    }

    /// One line for standard error.
    public var words: String {
        guard let key else { return "\(file): \(rule.words)" }
        return "\(file): \(key) \(rule.words)"
    }

    /// How the program ends.
    public var exit: SystemExit { rule.exit }

    /// Fixed words for the log.
    public var faultCode: String { "configuration.refused" }

    private static func printable(_ name: String) -> String {
        let kept = name.unicodeScalars.prefix(nameLength).map { scalar in
            (0x20..<0x7F).contains(scalar.value) ? Character(scalar) : "?"
        }
        return String(kept)
    }
}
