/// What a key or a file must be, in fixed words, and the exit code of a program that refuses it.
///
/// A rule is made of our own words and numbers only, never of what stood in the file.
public struct ConfigurationRule: Hashable, Sendable {
    /// The rule in words, to be read after the name of the key or the file: `must be …`.
    public let words: String

    /// How the program ends.
    public let exit: SystemExit

    /// Makes a rule of fixed words.
    ///
    /// - Parameters:
    ///   - words: what follows the name of the key, such as `must be text`.
    ///   - exit: how the program ends.
    public init(_ words: StaticString, exit: SystemExit = .configuration) {
        self.init(words: "\(words)", exit: exit)
    }

    /// Makes a rule of words that are put together from fixed ones.
    ///
    /// - Parameters:
    ///   - words: what follows the name of the key; never anything that stood in the file.
    ///   - exit: how the program ends.
    package init(words: String, exit: SystemExit = .configuration) {
        self.words = words
        self.exit = exit
    }
}

/// The rules that every program shares.
extension ConfigurationRule {
    /// There is no such file.
    public static let mustExist = ConfigurationRule("does not exist", exit: .noInput)

    /// The file is there, but we may not read it.
    public static let mustBeReadable = ConfigurationRule("cannot be read", exit: .noInput)

    /// There is a directory, a pipe or a device where a file is wanted.
    public static let mustBeFile = ConfigurationRule("must be a regular file", exit: .noInput)

    /// The file belongs to somebody else, or others may read it.
    public static let mustBeOurs = ConfigurationRule(
        "must be readable by its owner only (mode 0400 or 0600)",
        exit: .noPermission
    )

    /// The file has nothing in it.
    public static let mustNotBeEmpty = ConfigurationRule("must not be empty")

    /// The file is not text.
    public static let mustBeText = ConfigurationRule("must be UTF-8 text without zero bytes")

    /// The key must be there.
    public static let required = ConfigurationRule("is required")

    /// The key is not one of ours.
    public static let unknownKey = ConfigurationRule("is not a key of this file")

    /// The value is of another type, which we cannot name.
    public static let wrongType = ConfigurationRule("has the wrong type")

    /// A word in quotation marks is wanted.
    public static let mustBeString = ConfigurationRule("must be text in quotation marks")

    /// A number is wanted.
    public static let mustBeInteger = ConfigurationRule("must be a whole number")

    /// `true` or `false` is wanted.
    public static let mustBeBoolean = ConfigurationRule("must be true or false")

    /// A table is wanted.
    public static let mustBeTable = ConfigurationRule("must be a table")

    /// A list is wanted.
    public static let mustBeList = ConfigurationRule("must be a list")

    /// A path from the root of the file system is wanted.
    public static let mustBeAbsolutePath = ConfigurationRule("must be a path that begins with /")

    /// A name of the domain name system, or an address, is wanted.
    public static let mustBeHost = ConfigurationRule("must be a host name or an address")

    /// A name of the domain name system is wanted.
    public static let mustBeHostName = ConfigurationRule("must be a host name")

    /// A file of PEM blocks is wanted.
    public static let mustBePEM = ConfigurationRule("must hold PEM blocks that can be read")

    /// The text could not be understood as TOML from this place on.
    public static func syntax(line: Int, column: Int) -> ConfigurationRule {
        ConfigurationRule(words: "is not TOML at line \(line), column \(column)")
    }

    /// The file is larger than `bytes`.
    public static func size(atMost bytes: Int) -> ConfigurationRule {
        ConfigurationRule(words: "must not be larger than \(bytes) bytes")
    }

    /// The number lies outside `range`.
    public static func range(_ range: ClosedRange<Int>) -> ConfigurationRule {
        ConfigurationRule(words: "must be from \(range.lowerBound) to \(range.upperBound)")
    }

    /// The text is shorter or longer, in bytes, than `range`.
    public static func length(_ range: ClosedRange<Int>) -> ConfigurationRule {
        ConfigurationRule(
            words: "must have from \(range.lowerBound) to \(range.upperBound) characters"
        )
    }

    /// The list has fewer or more members than `range`.
    public static func count(_ range: ClosedRange<Int>) -> ConfigurationRule {
        ConfigurationRule(
            words: "must have from \(range.lowerBound) to \(range.upperBound) members"
        )
    }

    /// The text is none of our `choices`.
    public static func oneOf(_ choices: [StaticString]) -> ConfigurationRule {
        let list = choices.map { "\($0)" }.joined(separator: ", ")
        return ConfigurationRule(words: "must be one of: \(list)")
    }

    /// The text is not the hexadecimal form of `byteCount` bytes.
    public static func hexadecimal(byteCount: Int) -> ConfigurationRule {
        ConfigurationRule(words: "must be \(byteCount * 2) hexadecimal digits")
    }

    /// The text is not the base64 form of `byteCount` bytes.
    public static func base64(byteCount: Int) -> ConfigurationRule {
        ConfigurationRule(words: "must be base64 of \(byteCount) bytes")
    }
}
