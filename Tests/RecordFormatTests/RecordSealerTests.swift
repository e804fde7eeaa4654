import AgeFormat
import MeldpostCore
import Testing

@testable import RecordFormat

@Suite struct RecordSealerTests {
    private static let visits = Samples.contents.filter {
        PaddingClass.of($0.content.kind) == .visit
    }

    @Test(arguments: Samples.contents)
    func `a sealed record opens to what was sealed`(content: TimedContent) throws {
        let isSmall = PaddingClass.of(content.content.kind) == .small
        let source = isSmall ? nil : Samples.source(in: .dutch)
        let request = Samples.request(content, source: source)
        let sealed = try RecordSealer.seal(request, to: Samples.hybridSet, proof: Samples.proof)
        #expect(sealed.bodyHash == .sha256(of: sealed.body))
        #expect(sealed.proofHash == .sha256(of: Samples.proof))
        let payload = try RecordOpener.open(sealed.body, identities: [Samples.caseIdentity])
        #expect(payload.content == content.content)
        #expect(payload.told == request.told)
        #expect(payload.trace == request.trace)
        #expect(payload.proof == Samples.proof)
        let opened = try RecordOpener.openSource(payload, identities: [Samples.sourceIdentity])
        #expect(opened == source)
    }

    /// P9: neither language nor source nor kind shows in the length of what is stored and sent.
    @Test(arguments: [true, false])
    func `P9 visits have one length whatever they say`(isHybrid: Bool) throws {
        let set = isHybrid ? Samples.hybridSet : Samples.plainSet
        var lengths: Set<Int> = []
        for content in Self.visits {
            for language in Language.allCases {
                for source in [nil, Samples.source(in: language)] {
                    let request = Samples.request(
                        content,
                        source: source,
                        language: language,
                        scope: set.scope
                    )
                    let sealed = try RecordSealer.seal(request, to: set, proof: Samples.proof)
                    lengths.insert(sealed.body.count)
                    #expect(
                        sealed.body.count
                            == RecordSealer.bodyLength(of: content.content.kind, sealedTo: set)
                    )
                }
            }
        }
        #expect(lengths.count == 1)
    }

    @Test func `P9 the other kinds have one length`() throws {
        let lengths = try Set(
            Samples.contents.filter { PaddingClass.of($0.content.kind) == .small }.map { content in
                let request = Samples.request(content)
                return try RecordSealer.seal(request, to: Samples.hybridSet, proof: Samples.proof)
                    .body.count
            }
        )
        #expect(lengths.count == 1)
    }

    @Test func `P9 the source file has one length whether or not somebody is named`() throws {
        let recipients = Samples.hybridSet.sourceRecipients
        let expected = AgeFile.sealedLength(
            plaintextLength: SourceBlock.plaintextLength,
            recipients: recipients
        )
        for language in Language.allCases {
            for relation in ["x", "neighbour", String(repeating: "x", count: 900)] {
                let source = SourceContent(relation: Code(rawValue: relation), language: language)
                let file = try SourceBlock.seal(source, to: recipients)
                #expect(file.count == expected)
            }
        }
        #expect(try SourceBlock.seal(nil, to: recipients).count == expected)
    }

    @Test func `a source that does not fit is refused, not cut`() {
        let source = SourceContent(
            relation: Code(rawValue: String(repeating: "x", count: 1_000)),
            language: .english
        )
        #expect(throws: FormatRefusal.sourceTooLong) {
            try RecordSealer.seal(
                Samples.request(Self.visits[1], source: source),
                to: Samples.hybridSet,
                proof: Samples.proof
            )
        }
    }

    @Test func `P2 what is sealed does not show what it holds`() throws {
        let request = Samples.request(Self.visits[1], source: Samples.source(in: .papiamentu))
        let first = try RecordSealer.seal(request, to: Samples.hybridSet, proof: Samples.proof)
        let second = try RecordSealer.seal(request, to: Samples.hybridSet, proof: Samples.proof)
        #expect(first.body != second.body)
        // Words of eight letters and more: shorter ones turn up in random bytes now and then.
        for word in ["neighbour", "physical", "pregnant", "parent-child", "terminal"] {
            #expect(first.body.firstRange(of: Array(word.utf8)) == nil)
        }
    }

    /// R32: the person who works on the case does not thereby learn who reported.
    @Test func `the case key does not open the source block`() throws {
        let request = Samples.request(Self.visits[1], source: Samples.source(in: .papiamentu))
        let sealed = try RecordSealer.seal(request, to: Samples.hybridSet, proof: Samples.proof)
        let payload = try RecordOpener.open(sealed.body, identities: [Samples.caseIdentity])
        #expect(throws: FormatRefusal.noIdentity) {
            try RecordOpener.openSource(payload, identities: [Samples.caseIdentity])
        }
        #expect(throws: FormatRefusal.noIdentity) {
            try RecordOpener.open(sealed.body, identities: [Samples.sourceIdentity])
        }
    }

    @Test func `a record is never sealed for another island or chapter`() {
        for island in Island.allCases {
            for chapter in Chapter.allCases {
                let scope = RecipientScope(island: island, chapter: chapter)
                guard scope != Samples.hybridSet.scope else { continue }
                #expect(throws: FormatRefusal.scopeMismatch) {
                    try RecordSealer.seal(
                        Samples.request(Self.visits[1], scope: scope),
                        to: Samples.hybridSet,
                        proof: Samples.proof
                    )
                }
            }
        }
    }

    @Test func `a source on a kind that has none is refused, not dropped`() {
        let drill = TimedContent.drill(DrillContent(number: 1))
        #expect(throws: FormatRefusal.sourceMisplaced) {
            try RecordSealer.seal(
                Samples.request(drill, source: Samples.source(in: .dutch)),
                to: Samples.hybridSet,
                proof: Samples.proof
            )
        }
    }

    @Test func `every flipped byte of a sealed body is refused`() throws {
        let set = Samples.plainSet
        let request = Samples.request(.drill(DrillContent(number: 1)), scope: set.scope)
        let sealed = try RecordSealer.seal(request, to: set, proof: Samples.proof)
        for index in sealed.body.indices where index < 512 || index.isMultiple(of: 97) {
            var body = sealed.body
            body[index] ^= 1 << UInt8(index % 8)
            #expect(throws: FormatRefusal.self, "byte \(index)") {
                try RecordOpener.open(body, identities: [Samples.plainCaseIdentity])
            }
        }
        #expect(throws: FormatRefusal.sealDamaged) {
            try RecordOpener.open(
                sealed.body.dropLast(),
                identities: [Samples.plainCaseIdentity]
            )
        }
    }

    /// The header is signed before anybody opens the body: a body with another proof inside would
    /// let somebody show a proof without having opened this entry.
    @Test func `P5 an entry whose proof is another's is refused`() throws {
        let request = Samples.request(Samples.contents[0])
        let sealed = try RecordSealer.seal(request, to: Samples.hybridSet, proof: Samples.proof)
        let good = Entry.make(
            header: Samples.header(of: sealed.body),
            body: sealed.body,
            key: Samples.stationKey
        )
        let bad = Entry.make(
            header: Samples.header(of: sealed.body, proof: Samples.nonce + Samples.nonce),
            body: sealed.body,
            key: Samples.stationKey
        )
        let identities = [Samples.plainCaseIdentity, Samples.caseIdentity]
        #expect(try RecordOpener.open(good, identities: identities).proof == Samples.proof)
        #expect(throws: FormatRefusal.proofMismatch) {
            try RecordOpener.open(bad, identities: identities)
        }
    }
}
