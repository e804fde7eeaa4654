internal import FoundationEssentials

/// JSON on the control socket: one packet is one document, of bounded length.
enum ControlJSON {
    /// The most bytes of a document: one packet of the socket.
    static let length = 65_536

    /// The bytes of `value`, with its keys in order.
    ///
    /// - Throws: `length` when it does not fit one packet.
    static func encode(_ value: some Encodable) throws(ControlRefusal) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { throw .malformed }
        guard data.count <= length else { throw .length }
        return Array(data)
    }

    /// Reads a value of a known version.
    ///
    /// - Throws: `unknownVersion` before anything else is looked at.
    static func decode<Value: Decodable>(
        _ type: Value.Type,
        version: Int,
        from bytes: [UInt8]
    ) throws(ControlRefusal) -> Value {
        guard bytes.count <= length else { throw .length }
        let data = Data(bytes)
        let decoder = JSONDecoder()
        guard let document = try? decoder.decode(Versioned.self, from: data) else {
            throw .malformed
        }
        guard document.version == version else { throw .unknownVersion }
        guard let value = try? decoder.decode(type, from: data) else { throw .malformed }
        return value
    }

    private struct Versioned: Decodable {
        let version: Int
    }
}
