internal import FoundationEssentials

/// The one way in which bodies between desk and inbox become bytes and values again.
public enum DeskJSON {
    /// The bytes of `value`; keys are sorted, so equal values have equal bytes.
    public static func encoded(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do {
            return [UInt8](try encoder.encode(value))
        } catch {
            preconditionFailure("the bodies between desk and inbox hold only what JSON can hold")
        }
    }

    /// The value that `bytes` stand for.
    ///
    /// - Throws: a refusal when they are not JSON of this shape; no outside text is kept.
    public static func decoded<Value: Decodable>(
        _ type: Value.Type,
        from bytes: [UInt8]
    ) throws(DeskProtocolRefusal) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw DeskProtocolRefusal()
        }
    }
}

/// A body that is not what desk and inbox agreed on.
public struct DeskProtocolRefusal: Error, Hashable, Sendable {
    /// Makes the refusal.
    public init() {}

    /// Fixed words for the log.
    public var faultCode: String { "desk.body-refused" }
}
