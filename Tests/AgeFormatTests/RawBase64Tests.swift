import Testing

@testable import AgeFormat

@Suite struct RawBase64Tests {
    @Test func `the vectors of RFC 4648 hold without their padding`() {
        for (bytes, text) in [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
        ] {
            #expect(RawBase64.encode(bytes.utf8) == Array(text.utf8))
            #expect(RawBase64.decode(text.utf8) == Array(bytes.utf8))
            #expect(RawBase64.encodedLength(of: bytes.utf8.count) == text.utf8.count)
        }
    }

    @Test func `each text of four characters or fewer decodes only if it encodes back`() {
        let characters = Array("AQgwBZz9+/=-_ \n".utf8)
        var texts: [[UInt8]] = [[]]
        var longest = texts
        for _ in 0..<4 {
            longest = longest.flatMap { text in characters.map { text + [$0] } }
            texts += longest
        }
        #expect(texts.count == 1 + 15 + 225 + 3375 + 50_625)
        var decoded = 0
        for text in texts {
            guard let bytes = RawBase64.decode(text) else { continue }
            decoded += 1
            if RawBase64.encode(bytes) != text { Issue.record("\(text) is not the one text") }
        }
        #expect(decoded > 10_000)
    }
}
