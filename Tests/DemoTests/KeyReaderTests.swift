import Testing

@testable import DemoAssembly

@Suite struct KeyReaderTests {
    @Test(arguments: [
        ("1*# n", "1*# n"),
        ("\u{1b}[A\u{1b}[B", "-+"),
        ("\u{1b}OA\u{1b}OB", "-+"),
        ("\u{1b}[5~\u{1b}[6~", "-+"),
        ("\u{1b}[1;5A3", "3"),
        ("\u{1b}[200~4", "4"),
        ("\n\r\t\u{3}q", "q"),
        ("é9", "9"),
        ("\u{1b}\u{1b}[B", "+"),
    ])
    func `keys become characters, and what no key sends becomes nothing`(
        typed: String,
        read: String
    ) {
        var reader = KeyReader()
        #expect(reader.read(Array(typed.utf8)) == Array(read.utf8))
        var slow = KeyReader()
        let slowly = typed.utf8.flatMap { slow.read([$0]) }
        #expect(slowly == Array(read.utf8))
    }

    @Test func `F68 a sequence without end does not grow`() {
        var reader = KeyReader()
        let typed = Array("\u{1b}[".utf8) + [UInt8](repeating: UInt8(ascii: "1"), count: 100_000)
        #expect(reader.read(typed).count < 100_000)
        #expect(reader.read(Array("\u{1b}[A".utf8)) == Array("-".utf8))
    }
}
