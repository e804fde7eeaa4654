internal import FoundationEssentials
internal import SpokenPrompts

/// A manifest as it stands in its file.
enum ManifestText {
    /// JSON with sorted keys on lines of their own, so that two manifests can be compared by eye.
    static func bytes(of manifest: Manifest) throws(PromptFault) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(manifest) else {
            preconditionFailure("a manifest of texts and numbers can be encoded")
        }
        return Array(data) + [UInt8(ascii: "\n")]
    }
}
