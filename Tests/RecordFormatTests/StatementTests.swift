import MeldpostCore
import RecordFormat
import Testing

@Suite struct StatementTests {
    @Test(arguments: Samples.statements)
    func `a statement says what it was made of`(body: StatementBody, key: SigningKey) throws {
        let statement = try Statement(decoding: Statement.make(body, key: key).encoded())
        #expect(statement.kind == body.kind)
        #expect(statement.keyID == key.publicKey.id)
        #expect(try statement.verify(with: key.publicKey) == body)
    }

    @Test(arguments: Samples.statements)
    func `a statement counts under no other key`(body: StatementBody, key: SigningKey) {
        let other = SigningKey()
        #expect(throws: FormatRefusal.keyMismatch) {
            try Statement.make(body, key: key).verify(with: other.publicKey)
        }
        // The same name of the key, another signature.
        var bytes = Statement.make(body, key: other).encoded()
        bytes.replaceSubrange(2..<10, with: key.publicKey.id)
        #expect(throws: FormatRefusal.signatureInvalid) {
            try Statement(decoding: bytes).verify(with: key.publicKey)
        }
    }

    /// What a machine can know the inbox may say; what only a person can know needs a desk key.
    @Test func `the inbox can neither open nor accept nor close`() {
        let inbox = StatementKind.allCases.filter { $0.signer == .inbox }
        let desk = StatementKind.allCases.filter { $0.signer == .desk }
        #expect(inbox == [.receipt, .time, .panicReceipt])
        #expect(desk == [.opened, .panicAccepted, .clockClosed])
        #expect(StatementKind.keyList.signer == .root)
    }

    @Test(arguments: [0, 2, 8, 9, 255] as [UInt8])
    func `a statement of an unknown kind, or a time that is no cell, is refused`(kind: UInt8) {
        let made = Statement.make(
            .panicAccepted(station: Samples.station, Samples.incident),
            key: Samples.deskKey
        )
        var bytes = made.encoded()
        bytes[1] = kind
        #expect(throws: FormatRefusal.kindUnknown) { try Statement(decoding: bytes) }
    }

    /// The kind is signed too: the same body never counts as another statement.
    @Test func `a statement cannot be turned into one of another kind`() throws {
        let body = StatementBody.receipt(
            station: Samples.station,
            Samples.entryReference,
            headerDigest: Samples.headDigest
        )
        let made = Statement.make(body, key: Samples.inboxKey)
        for kind in StatementKind.allCases where kind != .receipt && kind != .time {
            var bytes = made.encoded()
            bytes[1] = kind.rawValue
            #expect(throws: FormatRefusal.signatureInvalid) {
                try Statement(decoding: bytes).verify(with: Samples.inboxKey.publicKey)
            }
        }
    }

    /// Each range of the bodies, broken once; offsets as in Formats.md.
    @Test(arguments: [
        (StatementKind.receipt, 32..<40, [0] as [UInt8]),
        (.panicReceipt, 36..<37, [0, 4, 255]),
        (.panicReceipt, 37..<38, [2, 255]),
        (.clockClosed, 72..<73, [0, 5, 255]),
        // The police informed, a decision on steps, and numbers of no step: none of them is the step
        // that takes a serious situation up. Broken once: with any step of the list taken, 4 and 7 pass.
        (.clockClosed, 73..<74, [7, 4, 22, 255]),
    ])
    func `a value outside its range is refused`(
        kind: StatementKind,
        field: Range<Int>,
        values: [UInt8]
    ) throws {
        let (body, _) = try #require(Samples.statements.first { $0.0.kind == kind })
        for value in values {
            var bytes = body.encoded()
            bytes.replaceSubrange(field, with: repeatElement(value, count: field.count))
            #expect(throws: FormatRefusal.valueOutOfRange) {
                try StatementBody(decoding: bytes, kind: kind)
            }
        }
    }

    @Test func `a statement names the station it is for`() {
        for (body, _) in Samples.statements {
            #expect(body.station == (body.kind == .keyList ? nil : Samples.station))
        }
    }
}
