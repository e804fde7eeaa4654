import MeldpostCore
import Testing

@testable import RecordFormat

@Suite struct PayloadTests {
    @Test(arguments: Samples.contents.map(\.content))
    func `a payload survives its JSON`(content: RecordContent) throws {
        let payload = Samples.payload(content)
        let bytes = try payload.encoded()
        #expect(bytes.count == PaddingClass.of(content.kind).length)
        #expect(try Payload(decoding: bytes) == payload)
    }

    @Test func `a payload is JSON with a filling of spaces`() throws {
        let text = try Self.text(.report(Samples.report))
        #expect(text.hasPrefix(#"{"kind":"report","proof":""#))
        #expect(text.hasSuffix("}"))
        let bytes = try Samples.payload(.report(Samples.report)).encoded()
        #expect(bytes.dropFirst(text.utf8.count).allSatisfy { $0 == 0x20 })
    }

    @Test func `an unknown version is refused, an unknown kind too`() throws {
        let text = try Self.text(.drill(DrillContent(number: 1)))
        #expect(Self.refusal(text) == nil)
        for version in ["0", "2", "10"] {
            let other = text.replacing(#""version":1,"#, with: #""version":\#(version),"#)
            #expect(Self.refusal(other) == .versionUnknown)
        }
        let other = text.replacing(#""kind":"drill""#, with: #""kind":"drills""#)
        #expect(Self.refusal(other) == .kindUnknown)
    }

    @Test(arguments: ["version", "kind", "what", "source", "told", "trace", "proof"])
    func `a missing block is refused`(block: String) throws {
        let text = try Self.text(.report(Samples.report))
        var members = try Self.members(text)
        members.removeAll { $0.name == block }
        let cut = String(decoding: JSONTree.object(members).encoded(), as: UTF8.self)
        #expect(Self.refusal(cut, padded: .visit) == .payloadMalformed)
    }

    @Test func `a superfluous block is refused`() throws {
        var members = try Self.members(try Self.text(.report(Samples.report)))
        members.append(("zone", .null))
        let text = String(decoding: JSONTree.object(members).encoded(), as: UTF8.self)
        #expect(Self.refusal(text, padded: .visit) == .payloadMalformed)
    }

    /// What a report holds stays out of an advice record even when somebody writes the JSON by hand.
    @Test(arguments: [
        #""personsConcerned":[]"#, #""specialData":[]"#, #""reporterClass":"citizen""#,
        #""isChildAbuse":false"#,
    ])
    func `an advice record with a member of a report is refused`(member: String) throws {
        let text = try Self.text(.adviceRequest(Samples.advice))
        let inserted = text.replacing(
            #""isInterrupted":false"#,
            with: member < #""isInterrupted""#
                ? member + #","isInterrupted":false"# : #""isInterrupted":false,"# + member
        )
        #expect(inserted != text)
        #expect(Self.refusal(inserted, padded: .visit) == .payloadMalformed)
    }

    @Test func `an advice record with an answer that only a report may hold is refused`() throws {
        let text = try Self.text(.adviceRequest(Samples.advice))
        let other = text.replacing(#""asker":["citizen"]"#, with: #""relation":["citizen"]"#)
        #expect(other != text)
        #expect(Self.refusal(other, padded: .visit) == .payloadMalformed)
    }

    /// An addendum had codes by any name once; that would let special data, or who is concerned, into
    /// what belongs to a request for advice.
    @Test(arguments: [
        (#""advice-request""#, #""violence""#, true), (#""advice-request""#, #""asker""#, true),
        (#""report""#, #""relation""#, true), (#""support-need""#, #""shelter""#, true),
        (#""advice-request""#, #""relation""#, false),
        (#""advice-request""#, #""victim-age""#, false),
        (#""advice-request""#, #""special-data""#, false),
        (#""report""#, #""health""#, false), (#""report""#, #""shelter""#, false),
        (#""support-need""#, #""violence""#, false), (#""hotline-call""#, #""violence""#, false),
    ])
    func `R18 R40 what is added answers only questions that a record of its kind can answer`(
        kind: String,
        question: String,
        isTaken: Bool
    ) throws {
        let text = try Self.text(.addendum(Samples.addendum))
        let other = text.replacing(#""answers":{"report""#, with: #""answers":{"# + kind)
            .replacing(#""violence""#, with: question)
        #expect(Self.refusal(other, padded: .visit) == (isTaken ? nil : .payloadMalformed))
    }

    /// What the law hangs on added facts stands beside the answers, in one form, and never on advice.
    @Test func `R31 R40 an addendum to a report says what follows from it, one to advice cannot`()
        throws
    {
        let text = try Self.text(.addendum(Samples.fullAddendum))
        for member in [
            #""dangerNow":"yes""#, #""isChildAbuse":true"#, #""isInterrupted":true"#,
            #""personsConcerned":[{"role":"victim"}]"#, #""specialData":[{"#, #""journal":"4041"#,
        ] {
            #expect(text.contains(member))
        }
        #expect(Self.refusal(text, padded: .visit) == nil)
        // What is nothing is left out: no second form of the same addendum.
        let plain = try Self.text(.addendum(Samples.addendum))
        for (member, other) in [
            (#""codes":"#, #""isChildAbuse":false,"codes":"#),
            (#""lists":"#, #""lists":{},"personsConcerned":[],"lists":"#),
        ] {
            let doubled = plain.replacing(member, with: other)
            #expect(Self.refusal(doubled, padded: .visit) == .payloadMalformed)
        }
        let advice = text.replacing(#""report":{"#, with: #""advice-request":{"#)
        #expect(advice != text && Self.refusal(advice, padded: .visit) == .payloadMalformed)
    }

    /// The frozen vector of a call is one of before: it has no such member.
    @Test func `P10 a call says that it has a record of its own only where it has one`() throws {
        var call = HotlineCallContent(
            call: "aa",
            line: 1,
            isAnswered: true,
            classification: CallClass.report.code
        )
        let plain = try Self.text(.hotlineCall(call))
        #expect(!plain.contains("hasRecord") && Self.refusal(plain, padded: .visit) == nil)
        call.hasRecord = true
        let marked = try Self.text(.hotlineCall(call))
        #expect(
            marked == plain.replacing(#","isAnswered""#, with: #","hasRecord":true,"isAnswered""#)
        )
        let content = RecordContent.hotlineCall(call)
        let read = try RecordContent(kind: .hotlineCall, tree: try content.tree())
        #expect(read == content)
        let second = marked.replacing(#""hasRecord":true"#, with: #""hasRecord":false"#)
        #expect(Self.refusal(second, padded: .visit) == .payloadMalformed)
    }

    /// The frozen vector of a sign-in is one of before: it has no such member.
    @Test func `P10 a sign-in says that it was refused only where it was`() throws {
        var content = SignInContent(worker: 12, isDuress: true)
        let plain = try Self.text(.signIn(content))
        #expect(!plain.contains("isRefused") && Self.refusal(plain, padded: .visit) == nil)
        content.isRefused = true
        let marked = try Self.text(.signIn(content))
        #expect(marked == plain.replacing(#","worker""#, with: #","isRefused":true,"worker""#))
        let whole = RecordContent.signIn(content)
        #expect(try RecordContent(kind: .signIn, tree: try whole.tree()) == whole)
        let second = marked.replacing(#""isRefused":true"#, with: #""isRefused":false"#)
        #expect(Self.refusal(second, padded: .visit) == .payloadMalformed)
    }

    @Test(arguments: Samples.contents.map(\.content), Samples.contents.map(\.content))
    func `the block what of one kind is refused under the name of another`(
        content: RecordContent,
        other: RecordContent
    ) throws {
        guard content.kind != other.kind else { return }
        #expect(throws: FormatRefusal.payloadMalformed) {
            try RecordContent(kind: other.kind, tree: try content.tree())
        }
    }

    @Test(arguments: [0, 31, 33])
    func `a proof of another length is refused`(length: Int) throws {
        #expect(throws: FormatRefusal.payloadMalformed) {
            try Payload(
                content: .drill(DrillContent(number: 1)),
                source: [],
                told: nil,
                trace: Samples.trace,
                proof: [UInt8](repeating: 1, count: length)
            )
        }
        let text = try Self.text(.drill(DrillContent(number: 1)))
        let proof = Base64Text.encode(Samples.proof)
        let other = Base64Text.encode([UInt8](repeating: 1, count: length))
        #expect(Self.refusal(text.replacing(proof, with: other)) == .payloadMalformed)
    }

    @Test func `only the kinds of visits have a source, and they always have one`() throws {
        for content in Samples.contents.map(\.content) {
            let isSmall = PaddingClass.of(content.kind) == .small
            #expect(throws: FormatRefusal.sourceMisplaced) {
                try Payload(
                    content: content,
                    source: isSmall ? [1] : [],
                    told: nil,
                    trace: Samples.trace,
                    proof: Samples.proof
                )
            }
        }
    }

    /// One payload has one encoding: whatever JSON allows besides is refused.
    @Test(arguments: [
        (#"{"kind""#, #"{ "kind""#), (#""version":1"#, #""version":1.0"#),
        (#""version":1"#, #""version":01"#), (#""version":1"#, #""version":1e0"#),
        (#""version":1"#, #""version":"1""#), (#""number":1"#, #""number":1.0"#),
        (#""number":1"#, #""number":-0"#), (#""number":1"#, #""number":1,"number":1"#),
        (#""kind":"drill""#, #""kind":"dr\u0069ll""#), (#"terminal"#, #"term\/inal"#),
        (#""island""#, "\n\"island\""), (#"{"kind":"drill","#, #"{"#),
        (#""told":null"#, #""told":{}"#), (#"0.1.0"#, "\u{1}"), (#""proof":"Q"#, #""proof":"-"#),
    ])
    func `another way to write the same is refused`(part: String, other: String) throws {
        let text = try Self.text(.drill(DrillContent(number: 1)))
        let changed = text.replacing(part, with: other)
        #expect(changed != text)
        #expect(Self.refusal(changed) != nil)
    }

    @Test func `base64 with other last bits is refused`() throws {
        let text = try Self.text(.drill(DrillContent(number: 1)))
        let proof = Base64Text.encode(Samples.proof)
        #expect(proof.hasSuffix("8="))
        let other = proof.dropLast(2) + "9="
        #expect(Self.refusal(text.replacing(proof, with: other)) == .payloadMalformed)
    }

    @Test func `a filling of another length or of other bytes is refused`() throws {
        let bytes = try Samples.payload(.drill(DrillContent(number: 1))).encoded()
        for other in [
            bytes + [0x20], bytes.dropLast(),
            bytes + [UInt8](repeating: 0x20, count: 12 * 1_024),
            bytes + [UInt8](repeating: 0x20, count: 60 * 1_024),
        ] {
            #expect(throws: FormatRefusal.paddingClassWrong) { try Payload(decoding: other) }
        }
        for byte: UInt8 in [0, 0x09, 0x0a, 0x0d, 0x7d] {
            #expect(throws: FormatRefusal.payloadMalformed) {
                try Payload(decoding: bytes.dropLast() + [byte])
            }
        }
    }

    @Test func `a record that is too long for its class takes 64 KiB, and no more`() throws {
        func addendum(_ length: Int) -> Payload {
            let code = Code(rawValue: String(repeating: "x", count: length))
            let answers = CodedAnswers<ReportField>(codes: [.violence: [code]], listVersion: "1")
            return Samples.payload(
                .addendum(
                    AddendumContent(
                        sequence: 1,
                        answers: .report(AddedToReport(answers: answers))
                    )
                )
            )
        }
        let fixed = try Self.text(addendum(0).content).utf8.count
        for (length, expected) in [
            (16_384 - fixed, PaddingClass.visit), (16_384 - fixed + 1, .overflow),
            (65_536 - fixed, .overflow),
        ] {
            let payload = addendum(length)
            let bytes = try payload.encoded()
            #expect(bytes.count == expected.length)
            #expect(try Payload(decoding: bytes) == payload)
        }
        #expect(throws: FormatRefusal.recordTooLong) {
            try addendum(65_536 - fixed + 1).encoded()
        }
    }

    @Test func `text of any script and any control character survives`() throws {
        for text in ["“é\u{301}”", "\"\\/\u{8}\t\n\u{c}\r\u{1f}\u{7f}", "😀", "", "\u{2028}"] {
            let content = RecordContent.service(
                ServiceContent(action: Code(rawValue: text), number: .max)
            )
            let payload = Samples.payload(content)
            #expect(try Payload(decoding: try payload.encoded()) == payload)
        }
    }

    @Test func `nesting is bounded`() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: FormatRefusal.payloadMalformed) { try JSONTree(canonical: deep) }
    }

    @Test func `a payload shows nothing of itself`() {
        let payload = Samples.payload(.report(Samples.report))
        var dumped = ""
        dump(payload, to: &dumped)
        #expect("\(payload)" == "Payload")
        #expect(String(reflecting: payload) == "Payload")
        #expect(dumped == "- Payload\n")
    }

    private static func text(_ content: RecordContent) throws -> String {
        let bytes = try Samples.payload(content).encoded()
        let text = bytes[..<(bytes.lastIndex { $0 != 0x20 }! + 1)]
        return String(decoding: text, as: UTF8.self)
    }

    private static func members(
        _ text: String
    ) throws -> [(name: String, value: JSONTree)] {
        guard case .object(let members) = try JSONTree(canonical: Array(text.utf8)) else {
            return []
        }
        return members
    }

    private static func refusal(
        _ text: String,
        padded: PaddingClass = .small
    ) -> FormatRefusal? {
        let filling = padded.length - text.utf8.count
        do throws(FormatRefusal) {
            _ = try Payload(decoding: Array(text.utf8) + [UInt8](repeating: 0x20, count: filling))
            return nil
        } catch {
            return error
        }
    }
}
