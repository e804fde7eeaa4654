import MeldpostCore
import RecordFormat
import Testing

@Suite struct EntryTests {
    private static let key = Samples.stationKey

    @Test func `an entry begins with header, signature and length`() throws {
        let body: [UInt8] = [9, 8, 7]
        let entry = Entry.make(header: Samples.header(of: body), body: body, key: Self.key)
        let bytes = entry.encoded()
        #expect(EntryHeader.length == 142)
        #expect(Entry.bodyOffset == 142 + 64 + 3)
        #expect(Entry.lengthLimit == 209 + 16_777_215)
        #expect(Array(bytes[..<142]) == entry.header.encoded())
        #expect(Array(bytes[142..<206]) == entry.signature.bytes)
        #expect(Array(bytes[206...]) == [0, 0, 3] + body)
        #expect(try Entry(decoding: bytes) == entry)
    }

    @Test func `the first piece of an entry tells its urgency, length and signature`() throws {
        let body = [UInt8](repeating: 5, count: 20_000)
        let header = Samples.header(of: body, urgency: .urgent)
        let entry = Entry.make(header: header, body: body, key: Self.key)
        let prefix = try Entry.decodePrefix(entry.encoded().prefix(UpCell.pieceCapacity))
        #expect(prefix.header == header)
        #expect(prefix.bodyLength == 20_000)
        #expect(throws: Never.self) {
            try prefix.header.verify(prefix.signature, with: Self.key.publicKey)
        }
        #expect(throws: FormatRefusal.truncated) {
            try Entry.decodePrefix(entry.encoded().prefix(Entry.bodyOffset - 1))
        }
    }

    @Test func `a body that was put in another's place is refused`() throws {
        let body: [UInt8] = [1, 2, 3]
        let entry = Entry.make(header: Samples.header(of: body), body: body, key: Self.key)
        var bytes = entry.encoded()
        bytes[bytes.count - 1] = 4
        #expect(throws: FormatRefusal.bodyMismatch) {
            try Entry(decoding: bytes).verify(with: Self.key.publicKey)
        }
    }

    @Test func `a longer or shorter body than announced is refused`() {
        let body: [UInt8] = [1, 2, 3]
        let entry = Entry.make(header: Samples.header(of: body), body: body, key: Self.key)
        #expect(throws: FormatRefusal.trailingBytes) {
            try Entry(decoding: entry.encoded() + [0])
        }
        #expect(throws: FormatRefusal.truncated) {
            try Entry(decoding: entry.encoded().dropLast())
        }
    }

    @Test func `an entry of another station's key is refused`() {
        let entry = Entry.make(header: Samples.header(of: []), body: [], key: SigningKey())
        #expect(throws: FormatRefusal.signatureInvalid) {
            try entry.verify(with: Self.key.publicKey)
        }
    }

    /// Only the first header has no predecessor, and it has none.
    @Test func `a header whose sequence and predecessor contradict each other is refused`() {
        func header(sequence: UInt64, previous: Digest) -> [UInt8] {
            EntryHeader(
                station: Samples.station,
                journal: Samples.journal,
                sequence: sequence,
                previous: previous,
                urgency: .log,
                hour: Samples.hour,
                bodyHash: Samples.headDigest,
                proofHash: Samples.headDigest
            ).encoded()
        }
        #expect(throws: Never.self) {
            _ = try EntryHeader(decoding: header(sequence: 1, previous: .zero))
            _ = try EntryHeader(decoding: header(sequence: .max, previous: Samples.headDigest))
        }
        for (sequence, previous) in [
            (0, Digest.zero), (0, Samples.headDigest), (1, Samples.headDigest), (2, .zero),
        ] as [(UInt64, Digest)] {
            #expect(throws: FormatRefusal.valueOutOfRange) {
                try EntryHeader(decoding: header(sequence: sequence, previous: previous))
            }
        }
    }

    @Test func `an unknown version or urgency is refused`() {
        var bytes = Samples.header(of: []).encoded()
        bytes[0] = 2
        #expect(throws: FormatRefusal.versionUnknown) { try EntryHeader(decoding: bytes) }
        bytes[0] = 1
        bytes[1 + 16 + 16 + 8 + 32] = 4
        #expect(throws: FormatRefusal.valueOutOfRange) { try EntryHeader(decoding: bytes) }
    }

    @Test func `F45 a header follows its predecessor and nothing else`() {
        let first = Samples.header(of: [1])
        let second = Samples.header(of: [2], after: first)
        let third = Samples.header(of: [3], after: second)
        let fork = Samples.header(of: [4], after: first)
        #expect(second.follows(first))
        #expect(third.follows(second))
        #expect(fork.follows(first))
        #expect(!third.follows(first))
        #expect(!third.follows(fork))
        #expect(!first.follows(first))
        #expect(!first.follows(second))
    }
}
