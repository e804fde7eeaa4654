internal import FoundationEssentials
internal import Glibc

/// Checks that hand a value through, or refuse its key.
extension ConfigurationFile {
    /// The value of a key that must be there.
    public func required<Value>(
        _ value: Value?,
        _ key: String
    ) throws(ConfigurationRefusal) -> Value {
        guard let value else { throw refusal(key, .required) }
        return value
    }

    /// A whole number within `range`.
    public func number(
        _ value: Int?,
        _ key: String,
        in range: ClosedRange<Int>,
        default fallback: Int? = nil
    ) throws(ConfigurationRefusal) -> Int {
        let number = try required(value ?? fallback, key)
        guard range.contains(number) else { throw refusal(key, .range(range)) }
        return number
    }

    /// Text of bounded length, in bytes of UTF-8, without control characters.
    public func text(
        _ value: String?,
        _ key: String,
        length: ClosedRange<Int> = 1...255,
        default fallback: String? = nil
    ) throws(ConfigurationRefusal) -> String {
        let text = try required(value ?? fallback, key)
        guard length.contains(text.utf8.count), !text.utf8.contains(where: { $0 < 0x20 }) else {
            throw refusal(key, .length(length))
        }
        return text
    }

    /// One of a closed list of words.
    public func choice(
        _ value: String?,
        _ key: String,
        of choices: [StaticString],
        default fallback: String? = nil
    ) throws(ConfigurationRefusal) -> String {
        let text = try required(value ?? fallback, key)
        guard choices.contains(where: { "\($0)" == text }) else {
            throw refusal(key, .oneOf(choices))
        }
        return text
    }

    /// A path from the root of the file system.
    public func absolutePath(
        _ value: String?,
        _ key: String,
        default fallback: String? = nil
    ) throws(ConfigurationRefusal) -> String {
        let path = try required(value ?? fallback, key)
        guard path.hasPrefix("/"), path.utf8.count < Int(PATH_MAX), !path.utf8.contains(0) else {
            throw refusal(key, .mustBeAbsolutePath)
        }
        return path
    }

    /// The path of a local socket: one from the root that fits the address of a socket.
    ///
    /// Source: unix(7), `sun_path`: 108 bytes with the final zero.
    public func socketPath(
        _ value: String?,
        _ key: String,
        default fallback: String
    ) throws(ConfigurationRefusal) -> String {
        let path = try absolutePath(value, key, default: fallback)
        return try text(path, key, length: 1...107)
    }

    /// A name of the domain name system, or an IP address where `allowsAddress`.
    ///
    /// Source: RFC 1123, 2.1 (letters, digits and hyphens; at most 63 a label and 253 in all).
    public func host(
        _ value: String?,
        _ key: String,
        allowsAddress: Bool
    ) throws(ConfigurationRefusal) -> String {
        let host = try required(value, key)
        if HostText.isAddress(host) {
            guard allowsAddress else { throw refusal(key, .mustBeHostName) }
            return host
        }
        guard HostText.isName(host) else {
            throw refusal(key, allowsAddress ? .mustBeHost : .mustBeHostName)
        }
        return host
    }

    /// Bytes in hexadecimal digits.
    public func hexadecimal(
        _ value: String?,
        _ key: String,
        byteCount: Int
    ) throws(ConfigurationRefusal) -> [UInt8] {
        let digits = Array(try required(value, key).utf8)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap { place -> UInt8? in
            guard let high = Self.digit(digits[place]), let low = Self.digit(digits[place + 1])
            else { return nil }
            return high << 4 | low
        }
        guard digits.count == byteCount * 2, bytes.count == byteCount else {
            throw refusal(key, .hexadecimal(byteCount: byteCount))
        }
        return bytes
    }

    /// Bytes in base64, in the one way in which our tools write them.
    public func base64(
        _ value: String?,
        _ key: String,
        byteCount: Int
    ) throws(ConfigurationRefusal) -> [UInt8] {
        guard let bytes = Base64Text.bytes(try required(value, key), count: byteCount) else {
            throw refusal(key, .base64(byteCount: byteCount))
        }
        return bytes
    }

    /// The content of a file that a key names; where `isPrivate` is set, one that only its owner may
    /// read.
    public func content(
        ofPath value: String?,
        _ key: String,
        limit: Int = ConfigurationFile.size,
        isPrivate: Bool = false
    ) throws(ConfigurationRefusal) -> [UInt8] {
        let named = try absolutePath(value, key)
        do {
            return try BoundedFile.read(path: named, limit: limit, isPrivate: isPrivate)
        } catch {
            throw refusal(key, error.rule)
        }
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
