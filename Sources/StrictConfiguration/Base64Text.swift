internal import FoundationEssentials

/// Base64 in the one form that our tools write.
///
/// Source: RFC 4648, 3.5: the bits that fill up the last character could say anything; encoding
/// again and comparing refuses every form but one.
enum Base64Text {
    /// The bytes that `text` stands for, or nothing where there are not exactly `count`.
    static func bytes(_ text: String, count: Int) -> [UInt8]? {
        guard let data = Data(base64Encoded: text), data.count == count,
            data.base64EncodedString() == text
        else { return nil }
        return Array(data)
    }
}
