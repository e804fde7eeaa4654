import AgeFormat
import MeldpostCore
import RecordFormat
import Testing

@Suite struct KeyListTests {
    @Test func `a key list survives its statement`() throws {
        let statement = Statement.make(.keyList(Samples.keyList), key: Samples.rootKey)
        let read = try Statement(decoding: statement.encoded())
            .verify(with: Samples.rootKey.publicKey)
        #expect(read == .keyList(Samples.keyList))
        #expect(try KeyList(decoding: Samples.keyList.encoded()) == Samples.keyList)
    }

    @Test func `the largest key list fits a statement`() throws {
        let recipients = (0..<6).map { _ in AgeIdentity.makeHybrid().recipient }
        let sets = try Island.allCases.flatMap { island in
            try Chapter.allCases.map { chapter in
                try RecipientSet(
                    scope: RecipientScope(island: island, chapter: chapter),
                    caseRecipients: Array(recipients[..<4]),
                    sourceRecipients: Array(recipients[4...])
                )
            }
        }
        let list = try KeyList(
            number: .max,
            issued: UnixHour(rawValue: .max),
            recipientSets: sets,
            inboxKey: Samples.inboxKey.publicKey,
            deskKeys: (0..<8).map { _ in SigningKey().publicKey }
        )
        let statement = Statement.make(.keyList(list), key: Samples.rootKey)
        #expect(
            try Statement(decoding: statement.encoded()).verify(with: Samples.rootKey.publicKey)
                == .keyList(list)
        )
    }

    @Test func `F54 only a list with a greater number takes the place of a list`() throws {
        let list = try variant(number: 3)
        #expect(list.accepts(successor: try variant(number: 4)))
        #expect(list.accepts(successor: try variant(number: .max)))
        #expect(!list.accepts(successor: list))
        #expect(!list.accepts(successor: try variant(number: 2)))
        #expect(!list.accepts(successor: try variant(number: 1)))
    }

    @Test func `a list without number, sets or desk keys is refused`() {
        #expect(throws: FormatRefusal.valueOutOfRange) { try variant(number: 0) }
        #expect(throws: FormatRefusal.keyCount) { try variant(sets: []) }
        #expect(throws: FormatRefusal.keyCount) { try variant(deskKeys: []) }
        #expect(throws: FormatRefusal.keyCount) {
            try variant(deskKeys: (0..<9).map { _ in SigningKey().publicKey })
        }
    }

    @Test func `two sets for one island and chapter are refused`() throws {
        let again = try set(cases: [Samples.plainCaseIdentity.recipient])
        #expect(throws: FormatRefusal.scopeRepeated) {
            try variant(sets: [Samples.hybridSet, again])
        }
    }

    @Test func `a key in two roles, or twice in one, is refused`() {
        #expect(throws: FormatRefusal.keyRepeated) {
            try variant(deskKeys: [Samples.deskKey.publicKey, Samples.inboxKey.publicKey])
        }
        #expect(throws: FormatRefusal.keyRepeated) {
            try variant(deskKeys: [Samples.deskKey.publicKey, Samples.deskKey.publicKey])
        }
        #expect(throws: FormatRefusal.keyRepeated) {
            try set(cases: [Samples.caseIdentity.recipient, Samples.caseIdentity.recipient])
        }
    }

    @Test func `a set with too few or too many recipients is refused`() {
        let five = (0..<5).map { _ in AgeIdentity.makeX25519().recipient }
        #expect(throws: FormatRefusal.keyCount) { try set(cases: []) }
        #expect(throws: FormatRefusal.keyCount) { try set(cases: five) }
        #expect(throws: FormatRefusal.keyCount) { try set(sources: []) }
        #expect(throws: FormatRefusal.keyCount) { try set(sources: Array(five[..<3])) }
    }

    @Test func `hybrid and X25519 keys in one list are refused`() {
        let mixed = [Samples.caseIdentity.recipient, Samples.plainCaseIdentity.recipient]
        #expect(throws: FormatRefusal.keyTypesMixed) { try set(cases: mixed) }
        #expect(throws: FormatRefusal.keyTypesMixed) { try set(sources: mixed) }
    }

    @Test func `a recipient of low order or that fails the trial is refused`() {
        let zero = [UInt8](repeating: 0, count: 32)
        #expect(throws: FormatRefusal.recipientUnusable) {
            try set(cases: [.x25519(publicKey: zero)])
        }
        #expect(throws: FormatRefusal.recipientUnusable) {
            try set(sources: [.hybrid(publicKey: [UInt8](repeating: 0xff, count: 1_216))])
        }
        // A case that does not fit its key is not silently turned into another.
        #expect(throws: FormatRefusal.recipientUnusable) {
            try set(cases: [.x25519(publicKey: [UInt8](repeating: 9, count: 33))])
        }
    }

    @Test func `what makes a list refused makes its bytes refused`() throws {
        let bytes = Samples.keyList.encoded()
        let inboxKey = 12..<44
        let setCountAt = 44 + 1 + 64
        let firstSet = setCountAt + 1

        func refusal(_ change: (inout [UInt8]) -> Void) -> FormatRefusal? {
            var changed = bytes
            change(&changed)
            do throws(FormatRefusal) {
                _ = try KeyList(decoding: changed)
                return nil
            } catch {
                return error
            }
        }

        #expect(
            refusal { $0.replaceSubrange(0..<8, with: Array(repeating: 0, count: 8)) }
                == .valueOutOfRange
        )
        #expect(
            refusal { $0.replaceSubrange(inboxKey, with: Array(repeating: 0, count: 32)) }
                == .keyUnusable
        )
        #expect(refusal { $0[44] = 0 } == .keyCount)
        #expect(refusal { $0[44] = 9 } == .keyCount)
        #expect(refusal { $0[setCountAt] = 0 } == .keyCount)
        #expect(refusal { $0[setCountAt] = 7 } == .keyCount)
        #expect(refusal { $0[setCountAt] = 1 } == .trailingBytes)
        #expect(refusal { $0[setCountAt] = 3 } == .truncated)
        #expect(refusal { $0[firstSet] = 4 } == .valueOutOfRange)
        #expect(refusal { $0[firstSet + 1] = 0 } == .valueOutOfRange)
        #expect(refusal { $0[firstSet + 2] = 3 } == .valueOutOfRange)
        #expect(refusal { $0[firstSet + 3] = 0 } == .keyCount)
        #expect(refusal { $0[firstSet + 3] = 5 } == .keyCount)
    }

    @Test func `the scopes and the keys of a list are told`() {
        #expect(Samples.keyList.scopes == [Samples.hybridSet.scope, Samples.plainSet.scope])
        #expect(Samples.keyList.keys(of: .inbox) == [Samples.inboxKey.publicKey])
        #expect(Samples.keyList.keys(of: .desk).count == 2)
        #expect(Samples.keyList.keys(of: .root).isEmpty)
    }

    private func variant(
        number: UInt64 = 3,
        sets: [RecipientSet] = [Samples.hybridSet],
        deskKeys: [VerifyingKey] = [Samples.deskKey.publicKey]
    ) throws(FormatRefusal) -> KeyList {
        try KeyList(
            number: number,
            issued: Samples.hour,
            recipientSets: sets,
            inboxKey: Samples.inboxKey.publicKey,
            deskKeys: deskKeys
        )
    }

    private func set(
        cases: [AgeRecipient] = [Samples.caseIdentity.recipient],
        sources: [AgeRecipient] = [Samples.sourceIdentity.recipient]
    ) throws(FormatRefusal) -> RecipientSet {
        try RecipientSet(scope: Samples.scope, caseRecipients: cases, sourceRecipients: sources)
    }
}
