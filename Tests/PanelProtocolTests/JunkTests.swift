import Foundation
import PanelKit
import PanelProtocol
import Testing

/// Any bytes at all on the line.
@Suite struct JunkTests {
    /// Broken once: the check sum was not compared.
    @Test func `F27 after a megabyte of junk the very next frame is read`() {
        var random = SeededRandom(seed: 27)
        var reader = FrameReader()
        var frames = 0
        let sample = Samples.state.bytes(session: 3)
        let wire = Samples.wire(sample)
        for round in 0..<1_000 {
            for _ in 0..<1_048 {
                // Every other round mostly zeros and short codes: junk that looks like frames.
                let byte =
                    round % 2 == 0
                    ? UInt8.random(in: .min ... .max, using: &random)
                    : UInt8.random(in: 0...5, using: &random)
                if reader.take(byte) == .frame { frames += 1 }
            }
            var isRead = false
            for byte in wire where reader.take(byte) == .frame { isRead = reader.frame == sample }
            #expect(isRead, "round \(round)")
        }
        #expect(frames == 0)
    }

    /// The blocks of COBS: every pair of code and count of bytes after it.
    @Test func `F29 a block of any length is bounded`() {
        for code in UInt8(1)...255 {
            for count in 0...300 {
                let bytes = [0, code] + [UInt8](repeating: 7, count: count) + [0]
                let (frames, refusals) = Samples.read(bytes)
                #expect(frames.isEmpty)
                #expect(refusals.count == 1)
            }
        }
    }

    @Test func `a line of zeros says nothing`() {
        let (frames, refusals) = Samples.read([UInt8](repeating: 0, count: 100_000))
        #expect(frames.isEmpty && refusals.isEmpty)
    }

    @Test func `frames that share their zeros are all read`() {
        let wire = Samples.wire(Samples.tone.bytes(session: 1))
        let shared = [0] + (0..<10).flatMap { _ -> [UInt8] in Array(wire.dropFirst()) }
        #expect(Samples.read(shared).frames.count == 10)
    }

    /// What the fuzzer found, or might have.
    @Test func `no fail case breaks the reader`() throws {
        let folder = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "FuzzTesting/FailCases")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
            .filter { $0.hasPrefix("panel-line.") }
        #expect(!names.isEmpty)
        for name in names {
            let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
            for frame in Samples.read(bytes).frames {
                if let rewritten = Samples.rewritten(frame) { #expect(rewritten == frame) }
            }
        }
    }
}
