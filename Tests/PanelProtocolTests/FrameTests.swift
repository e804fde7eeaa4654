import Foundation
import PanelKit
import PanelProtocol
import Testing

/// What goes over the line between controller and station.
@Suite struct FrameTests {
    /// Source: the check value that every catalogue of check sums gives.
    @Test func `the check sum is CRC-32`() {
        var check = FrameCheck()
        for byte in "123456789".utf8 { check.add(byte) }
        #expect(check.value == 0xCBF4_3926)
    }

    /// The vectors were made by another implementation.
    @Test func `each frame has the bytes of the catalogue`() throws {
        let page = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Meldpost.docc/PanelProtocol.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        for (name, bytes) in Samples.all {
            let wire = Samples.wire(bytes).map { String(format: "%02x", $0) }.joined()
            #expect(text.contains("| \(name) | `\(wire)` |"), "\(name): \(wire)")
        }
    }

    @Test(arguments: Samples.all.indices)
    func `what is written is read back, and nothing else is`(index: Int) throws {
        let bytes = Samples.all[index].bytes
        let (frames, refusals) = Samples.read(Samples.wire(bytes))
        #expect(frames == [bytes])
        #expect(refusals.isEmpty)
        #expect(Samples.rewritten(bytes) == bytes)
        // The two sides never understand each other's frames as their own.
        #expect((ControllerFrame(bytes) == nil) != (StationFrame(bytes) == nil))
    }

    @Test(arguments: Samples.all.indices)
    func `F30 a frame that is split anywhere is read all the same`(index: Int) {
        let wire = Samples.wire(Samples.all[index].bytes)
        // A byte at a time is how every reader gets it; what may differ is what came before.
        for start in wire.indices {
            let (frames, _) = Samples.read(Array(wire[start...]) + wire)
            #expect(frames.last == Samples.all[index].bytes)
        }
    }

    @Test(arguments: Samples.all.indices)
    func `F29 every truncation and every other length of the body is refused`(index: Int) {
        let bytes = Samples.all[index].bytes
        let wire = Samples.wire(bytes)
        for count in 0..<wire.count - 1 {
            #expect(Samples.read(Array(wire.prefix(count)) + [0]).frames.isEmpty)
        }
        for length in 0...(FrameBytes.capacity - 8) where length != bytes.bodyCount {
            var other = FrameBytes(kind: bytes.kind, session: bytes.session)
            for place in 0..<length {
                other.append(place < bytes.bodyCount ? bytes[4 + place] : 0 as UInt8)
            }
            let frames = Samples.read(Samples.wire(other)).frames
            #expect(frames == [other])
            #expect(Samples.rewritten(other) == nil, "\(length)")
        }
    }

    /// Every one bit and every two neighbours: what a line turns over most.
    ///
    /// Broken once: the reader did not compare the check sum.
    @Test(arguments: Samples.all.indices)
    func `F47 a flipped bit never reads as a frame`(index: Int) {
        let wire = Samples.wire(Samples.all[index].bytes)
        for bit in 0..<(wire.count * 8) {
            for mask in [1, 3, 5] as [UInt16] {
                var flipped = wire
                for place in 0..<3 where mask >> place & 1 == 1 {
                    let position = bit + place
                    guard position / 8 < flipped.count else { continue }
                    flipped[position / 8] ^= 1 << UInt8(position % 8)
                }
                // A zero outside the frame is no part of it.
                guard flipped.first == 0, flipped.last == 0 else { continue }
                #expect(Samples.read(flipped).frames.isEmpty, "bit \(bit), mask \(mask)")
            }
        }
    }

    @Test func `F28 F36 a whole frame of another version or kind is told apart from junk`() {
        for kind in UInt8.min...UInt8.max {
            var known = FrameBytes(kind: kind, session: 1)
            known.append(7 as UInt8)
            let (frames, refusals) = Samples.read(Samples.wire(known))
            #expect(frames == [known] && refusals.isEmpty)
            if Samples.rewritten(known) != nil { #expect(frames.isEmpty == false) }
        }
        for version in UInt8.min...UInt8.max where version != PanelProtocolVersion.current {
            var other = FrameBytes()
            for byte in [version, 1, 0, 0, 9] { other.append(byte) }
            #expect(Samples.read(Samples.wire(other)).refusals == [.unknownVersion])
        }
    }

    /// Whatever a body holds: what is understood is written back with the same bytes.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func `no two bodies mean the same`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<5_000 {
            let (_, sample) = Samples.all.randomElement(using: &random) ?? Samples.all[0]
            var bytes = FrameBytes(kind: sample.kind, session: sample.session)
            for place in 0..<sample.bodyCount {
                let isChanged = UInt8.random(in: 0..<4, using: &random) == 0
                bytes.append(
                    isChanged ? UInt8.random(in: .min ... .max, using: &random) : sample[4 + place]
                )
            }
            if let rewritten = Samples.rewritten(bytes) { #expect(rewritten == bytes) }
        }
    }
}
