/// A WAV file in memory, read and written within bounds.
///
/// Only what ``SoundFormat`` names is taken. Every length in the file is checked against the bytes
/// that are there before anything is read, so a header that promises 2 GB costs nothing (F24).
///
/// Source: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", RIFF
/// and WAVE; chunks are padded to an even length, and readers skip chunks that they do not know.
public enum WaveFile {
    /// The samples of the file with these bytes.
    ///
    /// - Parameter bytes: the whole file.
    /// - Returns: the samples, at least one.
    /// - Throws: the first rule that is broken.
    public static func samples(of bytes: [UInt8]) throws(WaveRefusal) -> [Int16] {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= SoundFormat.largestFile else { throw .tooLarge }
        guard bytes.count >= 12, bytes[0..<4].elementsEqual("RIFF".utf8),
            bytes[8..<12].elementsEqual("WAVE".utf8)
        else { throw .notWave }
        var position = 12
        var isFormatRead = false
        while bytes.count - position >= 8 {
            let name = bytes[position..<position + 4]
            let length = Int(number(bytes, position + 4, byteCount: 4))
            position += 8
            guard length <= bytes.count - position else { throw .truncated }
            let content = bytes[position..<position + length]
            if name.elementsEqual("fmt ".utf8) {
                try checkFormat(content)
                isFormatRead = true
            } else if name.elementsEqual("data".utf8) {
                guard isFormatRead else { throw .notWave }
                return try samples(ofData: content)
            }
            position += length + length % 2
            guard position <= bytes.count else { throw .truncated }
        }
        throw .truncated
    }

    /// The bytes of a file with these samples.
    public static func bytes(of samples: [Int16]) -> [UInt8] {
        var bytes: [UInt8] = []
        let length = samples.count * 2
        bytes.reserveCapacity(44 + length)
        func append(_ value: Int, byteCount: Int) {
            for place in 0..<byteCount { bytes.append(UInt8(value >> (8 * place) & 0xFF)) }
        }
        bytes += "RIFF".utf8
        append(36 + length, byteCount: 4)
        bytes += "WAVEfmt ".utf8
        append(16, byteCount: 4)
        append(1, byteCount: 2)
        append(1, byteCount: 2)
        append(SoundFormat.rate, byteCount: 4)
        append(SoundFormat.rate * 2, byteCount: 4)
        append(2, byteCount: 2)
        append(16, byteCount: 2)
        bytes += "data".utf8
        append(length, byteCount: 4)
        for sample in samples { append(Int(UInt16(bitPattern: sample)), byteCount: 2) }
        return bytes
    }

    private static func checkFormat(_ content: ArraySlice<UInt8>) throws(WaveRefusal) {
        guard content.count >= 16 else { throw .truncated }
        let content = Array(content)
        func value(_ offset: Int, _ byteCount: Int) -> Int {
            Int(number(content, offset, byteCount: byteCount))
        }
        guard value(0, 2) == 1 else { throw .compressed }
        guard value(2, 2) == 1 else { throw .notMono }
        guard value(4, 4) == SoundFormat.rate else { throw .wrongRate }
        guard value(14, 2) == 16, value(12, 2) == 2 else { throw .notSixteenBit }
    }

    private static func samples(ofData content: ArraySlice<UInt8>) throws(WaveRefusal) -> [Int16] {
        guard content.count >= 2 else { throw .empty }
        guard content.count % 2 == 0 else { throw .truncated }
        guard content.count / 2 <= SoundFormat.longestFrames else { throw .tooLong }
        return content.withUnsafeBytes { buffer in
            stride(from: 0, to: buffer.count, by: 2).map { offset in
                Int16(
                    littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: Int16.self)
                )
            }
        }
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, byteCount: Int) -> UInt32 {
        bytes[offset..<offset + byteCount].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
