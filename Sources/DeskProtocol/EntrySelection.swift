/// Which entries a desk asks for: what it needs for a command, and not the whole inbox.
public enum EntrySelection: Hashable, Sendable {
    /// All of them.
    case all
    /// Those whose digest begins with these lower-case hexadecimal digits, at most 64.
    case digest(prefix: String)
    /// Those whose header has one of these hours of Unix time.
    case hours(ClosedRange<UInt32>)

    /// What stands in the query besides `after`: empty, or beginning with `&`.
    public var query: String {
        switch self {
        case .all: ""
        case .digest(let prefix): "&digest=\(prefix)"
        case .hours(let hours): "&from=\(hours.lowerBound)&to=\(hours.upperBound)"
        }
    }

    /// Reads the values of a query; nothing where they do not go together.
    ///
    /// - Parameter value: gives the value of a name, or nothing.
    public init?(_ value: (String) -> String?) {
        switch (value("digest"), value("from"), value("to")) {
        case (nil, nil, nil):
            self = .all
        case (let digits?, nil, nil):
            guard Self.isPrefix(digits) else { return nil }
            self = .digest(prefix: digits)
        case (nil, let from?, let to?):
            guard let from = UInt32(from), let to = UInt32(to), from <= to else { return nil }
            self = .hours(from...to)
        default:
            return nil
        }
    }

    /// The least and the greatest digest of the selection; all, where it is not by digest.
    public var digests: ClosedRange<String> {
        var prefix = ""
        if case .digest(let digits) = self { prefix = digits }
        let missing = 64 - prefix.utf8.count
        return prefix + String(repeating: "0", count: missing)...prefix
            + String(repeating: "f", count: missing)
    }

    private static func isPrefix(_ digits: String) -> Bool {
        (1...64).contains(digits.utf8.count)
            && digits.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
