internal import TOMLKit

/// A TOML file that was read, and the refusals that name it.
///
/// Every program decodes its file into a struct whose fields are all optional, then takes each
/// value through one of the checks of `ConfigurationFile+Checks.swift`. So a misspelt key is called
/// unknown, and is not reported as another one that is missing.
///
/// Numbers in such a struct are `Int`: the decoder would trap on a smaller type.
public struct ConfigurationFile: Sendable {
    /// The path, as the operator named it.
    public let path: String

    private let text: String

    /// The largest file that is read, in bytes: a hundred times what any of ours needs.
    public static let size = 262_144

    /// Reads the file at `path`.
    ///
    /// - Parameter path: where the file is.
    /// - Throws: a refusal when it is missing, unreadable, too large, or not text.
    public init(path: String) throws(ConfigurationRefusal) {
        let bytes: [UInt8]
        do {
            bytes = try BoundedFile.read(path: path, limit: Self.size)
        } catch {
            throw ConfigurationRefusal(file: path, rule: error.rule)
        }
        try self.init(path: path, bytes: bytes)
    }

    /// Takes `bytes` for the content of the file at `path`.
    ///
    /// - Parameters:
    ///   - path: the name in refusals.
    ///   - bytes: the content.
    /// - Throws: a refusal when they are not text.
    public init(path: String, bytes: [UInt8]) throws(ConfigurationRefusal) {
        // The parser takes a C string: what stands after a zero byte would be lost without a word.
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationRefusal(file: path, rule: .mustBeText)
        }
        self.path = path
        self.text = text
    }

    /// A refusal of `key` in this file.
    public func refusal(_ key: String?, _ rule: ConfigurationRule) -> ConfigurationRefusal {
        ConfigurationRefusal(file: path, key: key, rule: rule)
    }

    /// Decodes the file; a key that `type` does not have is refused.
    ///
    /// - Parameter type: a struct whose fields are optional.
    /// - Returns: the struct.
    /// - Throws: a refusal that names the key, or line and column.
    public func decode<Value: Decodable>(
        _ type: Value.Type
    ) throws(ConfigurationRefusal) -> Value {
        do throws(PlainTOML.Departure) {
            try PlainTOML.check(text)
        } catch {
            throw refusal(nil, .syntax(line: error.line, column: error.column))
        }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let place = error.source.begin
            throw refusal(nil, .syntax(line: place.line, column: place.column))
        } catch {
            throw refusal(nil, .syntax(line: 1, column: 1))
        }
        do {
            return try TOMLDecoder(strictDecoding: true).decode(type, from: table)
        } catch let error as UnexpectedKeysError {
            let names = error.keys.values.map(Self.name).sorted()
            throw refusal(names.first, .unknownKey)
        } catch let error as DecodingError {
            throw refusal(error)
        } catch {
            throw refusal(nil, .wrongType)
        }
    }

    private func refusal(_ error: DecodingError) -> ConfigurationRefusal {
        switch error {
        case .keyNotFound(_, let context):
            // The decoder says "not found" for a value of another type too, but an optional field
            // is only decoded when its key is there.
            refusal(Self.name(context.codingPath), Self.rule(context.debugDescription))
        case .typeMismatch(let wanted, let context):
            refusal(Self.name(context.codingPath), Self.rule(wanted))
        case .valueNotFound(let wanted, let context):
            refusal(Self.name(context.codingPath), Self.rule(wanted))
        case .dataCorrupted(let context):
            refusal(Self.name(context.codingPath), .wrongType)
        @unknown default:
            refusal(nil, .wrongType)
        }
    }

    /// The rule for a type that the decoder wanted.
    private static func rule(_ wanted: any Any.Type) -> ConfigurationRule {
        switch wanted {
        case is String.Type: .mustBeString
        case is Bool.Type: .mustBeBoolean
        case is Int.Type: .mustBeInteger
        case is TOMLTable.Type: .mustBeTable
        case is TOMLArray.Type: .mustBeList
        default: .wrongType
        }
    }

    /// The rule for the words in which the decoder says what it wanted.
    ///
    /// Source: TOMLKit 0.6.0, KeyedDecodingContainerProtocol.swift.
    private static func rule(_ description: String) -> ConfigurationRule {
        let known: [(String, ConfigurationRule)] = [
            ("A \"String\"", .mustBeString), ("A \"Int\"", .mustBeInteger),
            ("A \"Bool\"", .mustBeBoolean), ("An array", .mustBeList),
        ]
        return known.first { description.hasPrefix($0.0) }?.1 ?? .wrongType
    }

    /// The path of a key, such as `station[2].key`, counted from one.
    private static func name(_ path: [any CodingKey]) -> String {
        path.reduce(into: "") { name, key in
            if let index = key.intValue {
                name += "[\(index + 1)]"
            } else {
                name += name.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}
