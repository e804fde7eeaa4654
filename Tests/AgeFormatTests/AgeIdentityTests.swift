import AgeFormat
import Testing

@Suite struct AgeIdentityTests {
    @Test(arguments: [AgeIdentity.makeX25519(), .makeHybrid()])
    func `printing, dumping and reflecting an identity shows nothing of it`(identity: AgeIdentity) {
        var dumped = ""
        dump(identity, to: &dumped)
        var wrapped = ""
        dump([identity], to: &wrapped)
        for text in ["\(identity)", String(reflecting: identity), "\([identity])", dumped, wrapped]
        {
            #expect(!text.contains("Curve25519"))
            #expect(!text.contains("XWing"))
            #expect(!text.contains("secret"))
            #expect(!text.contains("SECRET"))
        }
        #expect("\(identity)" == "AgeIdentity")
        #expect(Mirror(reflecting: identity).children.isEmpty)
    }

    @Test(arguments: [AgeIdentity.makeX25519(), .makeHybrid()])
    func `an identity read back opens what was sealed to the first`(identity: AgeIdentity) throws {
        let file = try AgeFile.seal([1, 2, 3], to: [identity.recipient])
        let again = try AgeIdentity(parsing: identity.encoded)
        #expect(again.encoded == identity.encoded)
        #expect(again.recipient == identity.recipient)
        #expect(try AgeFile.open(file, with: [again]) == [1, 2, 3])
    }

    @Test func `the kinds of identity have their own prefixes`() {
        #expect(AgeIdentity.makeX25519().encoded.hasPrefix("AGE-SECRET-KEY-1"))
        #expect(AgeIdentity.makeHybrid().encoded.hasPrefix("AGE-SECRET-KEY-PQ-1"))
    }

    @Test func `an identity in lower case, with a wrong checksum or of another kind is refused`() {
        let text = AgeIdentity.makeX25519().encoded
        for wrong in [
            text.lowercased(), text.dropLast() + "1", text + " ", "", "AGE-SECRET-KEY-1",
            "AGE-PLUGIN-YUBIKEY-1GFPYYSJZGFPYYSJZGFPYYSJZG",
            AgeIdentity.makeX25519().recipient.encoded,
        ] {
            #expect(throws: AgeRefusal.identityMalformed) {
                try AgeIdentity(parsing: String(wrong))
            }
        }
    }

    @Test func `an identity file may hold comments, blank lines and both kinds of line end`() throws
    {
        let first = AgeIdentity.makeHybrid().encoded
        let second = AgeIdentity.makeX25519().encoded
        let text = "# a comment\n\n\(first)\r\n#\r\n\r\n\(second)"
        #expect(try AgeIdentity.parseFile(text).map(\.encoded) == [first, second])
    }

    @Test func `an identity file with anything else is refused whole`() {
        let good = AgeIdentity.makeX25519().encoded
        for wrong in ["\(good)\n x", "\(good)\n\(good.dropLast())", "\(good) ", "a\u{0}"] {
            #expect(throws: AgeRefusal.identityFileMalformed) { try AgeIdentity.parseFile(wrong) }
        }
        for empty in ["", "\n\n", "# nothing\n"] {
            #expect(throws: AgeRefusal.identityFileEmpty) { try AgeIdentity.parseFile(empty) }
        }
    }

    @Test func `every refusal has fixed words of its own`() {
        let codes = AgeRefusal.allCases.map(\.faultCode)
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.hasPrefix("age.") })
    }
}
