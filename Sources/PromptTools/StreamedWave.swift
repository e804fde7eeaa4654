/// A WAV file that was written into a pipe: its lengths were not known when its header was written.
///
/// espeak-ng puts 0x7FFFF000 there. Its header is always 44 bytes long, so the true lengths can be
/// put in their place once the end is known.
enum StreamedWave {
    static let headerLength = 44

    /// The file with the lengths that it has.
    static func completed(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > headerLength, bytes[36..<40].elementsEqual("data".utf8) else {
            return bytes
        }
        var bytes = bytes
        if bytes.count % 2 != 0 { bytes.removeLast() }
        put(bytes.count - 8, at: 4, in: &bytes)
        put(bytes.count - headerLength, at: 40, in: &bytes)
        return bytes
    }

    private static func put(_ value: Int, at offset: Int, in bytes: inout [UInt8]) {
        for place in 0..<4 { bytes[offset + place] = UInt8(value >> (8 * place) & 0xFF) }
    }
}
