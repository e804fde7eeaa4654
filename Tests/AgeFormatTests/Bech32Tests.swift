import Testing

@testable import AgeFormat

@Suite struct Bech32Tests {
    /// The valid texts of BIP 173 whose data is a whole number of bytes, and one over its limit.
    @Test(arguments: [
        "A12UEL5L", "a12uel5l", "?1ezyfcl",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
    ])
    func `valid texts decode and encode back`(text: String) throws {
        let decoded = try #require(Bech32.decode(text))
        let again = Bech32.encode(
            humanReadable: decoded.humanReadable.lowercased(),
            bytes: decoded.bytes
        )
        #expect(again == text.lowercased())
    }

    /// The invalid texts of BIP 173, and mixed case.
    @Test(arguments: [
        "\u{20}1nwldj5", "\u{7f}1axkwrx", "\u{80}1eym55h", "pzry9x0s0muk", "1pzry9x0s0muk",
        "x1b4n0q5v", "li1dgmt3", "de1lg7wt\u{ff}", "A1G7SGD8", "10a06t8", "1qzzfhee", "A12uEL5L",
    ])
    func `invalid texts are refused`(text: String) {
        #expect(Bech32.decode(text) == nil)
    }

    @Test func `any bytes come back`() throws {
        for count in 0..<70 {
            let bytes = randomBytes(count)
            let text = Bech32.encode(humanReadable: "age", bytes: bytes)
            #expect(try #require(Bech32.decode(text)).bytes == bytes)
            #expect(try #require(Bech32.decode(text.uppercased())).humanReadable == "AGE")
        }
    }

    @Test func `any one wrong character is found`() {
        let text = Array(Bech32.encode(humanReadable: "age", bytes: randomBytes(32)).utf8)
        for position in text.indices {
            for character in "qpzry9x8gf2tvdw0s3jn54khce6mua7l1".utf8
            where character != text[position] {
                var changed = text
                changed[position] = character
                #expect(Bech32.decode(String(decoding: changed, as: UTF8.self)) == nil)
            }
        }
    }

    @Test func `a text over the limit is refused before it is worked on`() {
        let text = Bech32.encode(humanReadable: "age", bytes: randomBytes(3000))
        #expect(Bech32.decode(text) == nil)
    }
}
