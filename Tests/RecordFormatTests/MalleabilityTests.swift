import Foundation
import RecordFormat
import Testing

/// What holds for every format alike.
@Suite struct MalleabilityTests {
    private static let triesAll =
        ProcessInfo.processInfo.environment["MELDPOST_ALL_BITS"] != nil

    @Test(arguments: Specimen.all)
    func `what decodes encodes to the same bytes`(specimen: Specimen) throws {
        #expect(try specimen.rewrite(specimen.bytes) == specimen.bytes)
        try specimen.verify?(specimen.bytes)
    }

    /// Each bit of the small structures, and some of the long ones.
    ///
    /// There it is a bit in each of the outer bytes and in every sixteenth byte between.
    /// `MELDPOST_ALL_BITS` tries all of them.
    @Test(arguments: Specimen.signed)
    func `F47 every flipped bit of a signed structure is refused`(specimen: Specimen) throws {
        let verify = try #require(specimen.verify)
        let length = specimen.bytes.count
        var accepted: [String] = []
        for index in specimen.bytes.indices {
            let isOuter = index < 256 || index >= length - 64
            let some = isOuter || index % 16 == 0 ? [index / 16 % 8] : []
            for bit in length < 128 || Self.triesAll ? Array(0..<8) : some {
                var flipped = specimen.bytes
                flipped[index] ^= 1 << bit
                if (try? verify(flipped)) != nil { accepted.append("byte \(index), bit \(bit)") }
            }
        }
        #expect(accepted.isEmpty)
    }

    /// In a structure without a signature of its own a flipped bit may give another valid value, but
    /// never the same value written in another way.
    ///
    /// So the signed bytes of a flipped structure are never the ones that were signed.
    @Test(arguments: Specimen.all)
    func `a flipped bit never decodes to something that is written in another way`(
        specimen: Specimen
    ) {
        let length = specimen.bytes.count
        let some = length > 4_000 ? 577 : length > 1_024 ? 73 : length > 256 ? 9 : 1
        for position in stride(from: 0, to: length * 8, by: Self.triesAll ? 1 : some) {
            var flipped = specimen.bytes
            flipped[position / 8] ^= 1 << (position % 8)
            guard let rewritten = try? specimen.rewrite(flipped) else { continue }
            if rewritten != flipped { Issue.record("bit \(position)") }
        }
    }

    @Test(arguments: Specimen.all)
    func `every truncation is refused`(specimen: Specimen) {
        let step = max(1, specimen.bytes.count / 256)
        let accepted = stride(from: 0, to: specimen.bytes.count, by: step).filter { length in
            (try? specimen.rewrite(Array(specimen.bytes.prefix(length)))) != nil
        }
        #expect(accepted.isEmpty)
    }

    @Test(arguments: Specimen.all)
    func `every extension is refused`(specimen: Specimen) {
        for tail in [[0], [1], [UInt8(ascii: " ")], specimen.bytes] as [[UInt8]] {
            #expect(throws: FormatRefusal.self) { try specimen.rewrite(specimen.bytes + tail) }
        }
    }

    @Test(arguments: Specimen.all, 0..<4 as Range<UInt64>)
    func `random bytes are refused and never trap`(specimen: Specimen, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<25 {
            let count = Int.random(in: 0...specimen.bytes.count, using: &random)
            let noise = random.bytes(min(count, 1_024))
            #expect(throws: FormatRefusal.self) { try specimen.rewrite(noise) }
            // The right beginning takes noise deeper into the parser.
            let start = Int.random(in: 0...specimen.bytes.count, using: &random)
            let mixed = specimen.bytes.prefix(start) + noise.prefix(specimen.bytes.count - start)
            if let rewritten = try? specimen.rewrite(Array(mixed)) {
                #expect(rewritten == Array(mixed))
            }
        }
    }

    @Test(arguments: Specimen.signed)
    func `a structure signed for one use is refused in every other`(specimen: Specimen) {
        for other in Specimen.signed where other.bytes != specimen.bytes {
            guard let verify = other.verify, other.name.prefix(4) != specimen.name.prefix(4) else {
                continue
            }
            #expect(throws: FormatRefusal.self) { try verify(specimen.bytes) }
        }
    }
}
