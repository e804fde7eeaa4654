internal import FoundationEssentials

/// Base64 with padding, in the one form of each text.
///
/// Source: RFC 4648, section 4; 3.5 for what stands in the last bits.
enum Base64Text {
    static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
    }

    /// Reads a text, or gives `nil` where it is not the one form of some bytes.
    static func decode(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text) else { return nil }
        let bytes = Array(data)
        return encode(bytes).utf8.elementsEqual(text.utf8) ? bytes : nil
    }
}
