import Testing

@testable import DemoAssembly

@Suite struct LogTailTests {
    @Test(arguments: [
        ("", ""),
        ("\n\n", ""),
        ("one\ntwo\n", "two"),
        (
            "<5>one\n<3>configuration refused: key=listen.port\n \n",
            "configuration refused: key=listen.port"
        ),
        ("<3", "<3"),
        ("<x>tag", "<x>tag"),
        ("a\u{1b}[2Jb\r\n", "a [2Jb"),
    ])
    func `the last line is shown without its priority and without codes`(log: String, line: String)
    {
        #expect(LogTail.lastLine(in: log) == line)
    }

    @Test func `a long line is cut, and a log that is not there has no words`() {
        #expect(LogTail.lastLine(in: String(repeating: "a", count: 5_000)).count == 200)
        #expect(LogTail.lastLine(of: "/nowhere/at/all.log") == "")
    }
}
