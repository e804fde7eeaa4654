import ControlProtocol
import Testing

@testable import ServiceTools

/// What the technician reads of a self-test, and what comes of what is typed.
@Suite struct SelfTestPageTests {
    private func finding(
        _ verdict: TestNotice.Verdict,
        words: String = "words.",
        standing: HourBucket? = nil,
        whatToDo: String? = nil
    ) -> TestNotice {
        TestNotice(
            .found,
            code: "lamps.desk",
            name: "Lamp desk",
            words: words,
            verdict: verdict,
            standing: standing,
            whatToDo: whatToDo
        )
    }

    @Test func `a finding is what, result, since when, and what to do`() {
        var page = SelfTestPage()
        #expect(page.text(of: finding(.passed)) == "passed   Lamp desk: words.\n")
        #expect(
            page.text(of: finding(.failed, whatToDo: "Look."))
                == "FAILED   Lamp desk: words.\n         Found just now.\n         Do: Look.\n"
        )
        #expect(
            page.text(of: finding(.failed, standing: HourBucket(rawValue: 3), whatToDo: "Look."))
                == "FAILED   Lamp desk: words.\n         For 3 hours.\n         Do: Look.\n"
        )
        #expect(page.text(of: finding(.notDone)) == "not done Lamp desk: words.\n")
        #expect(page.exitCode == nil)
    }

    @Test(arguments: [(3, 0, 0, 0), (3, 1, 0, 1), (3, 1, 9, 1), (3, 0, 1, 2), (0, 0, 0, 0)])
    func `the exit code says whether all passed`(
        passed: Int,
        failed: Int,
        notDone: Int,
        code: Int32
    ) {
        var page = SelfTestPage()
        let counts = TestNotice.Counts(passed: passed, failed: failed, notDone: notDone)
        let text = page.text(
            of: TestNotice(.ended, code: "done", words: "Over.", counts: counts)
        )
        #expect(text == "\nOver.\n\(passed) passed, \(failed) failed, \(notDone) not done.\n")
        #expect(page.exitCode == code)
    }

    @Test func `a refusal ends with 75`() {
        var page = SelfTestPage()
        #expect(
            page.text(of: TestNotice(.refused, code: "in-use", words: "Not now.")) == "Not now.\n"
        )
        #expect(page.exitCode == 75)
    }

    @Test func `F36 nothing that the station says can move the cursor, or is wider than 80`() {
        let evil = "a\u{1B}[2J\r\n\u{9B}31m\u{7}é\u{0} " + String(repeating: "long", count: 60)
        for kind in TestNotice.Kind.allCases {
            var page = SelfTestPage()
            let notice = TestNotice(
                kind,
                code: evil,
                name: evil,
                words: evil,
                verdict: .failed,
                whatToDo: evil,
                counts: TestNotice.Counts(passed: 1, failed: 1, notDone: 1)
            )
            let text = page.text(of: notice)
            #expect(Set(text.utf8).isSubset(of: Set(0x20..<0x7F).union([0x0A])))
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        }
    }

    @Test func `every event of the panel has a line of its own, without a digit of a key`() {
        var lines: Set<String> = []
        for kind in PanelNotice.Kind.allCases {
            let line = WatchPage.line(of: PanelNotice(kind, tenths: 123, count: 1))
            #expect(line.hasPrefix("    12.3 s  ") && line.hasSuffix("\n") && line.count <= 81)
            lines.insert(line)
        }
        #expect(lines.count == PanelNotice.Kind.allCases.count)
        #expect(WatchPage.line(of: PanelNotice(.key, tenths: 0)) == "     0.0 s  key\n")
    }

    @Test func `what is typed is an answer where it is one, by letter or by word`() {
        var reader = AnswerReader()
        #expect(reader.take(Array("y".utf8)).isEmpty)
        #expect(reader.take(Array("\n".utf8)) == [.yes])
        #expect(
            reader.take(Array("N\r\nno\nr\ns\nq\nquit\n".utf8)) == [
                .no, .no, .again, .skip, .stop, .stop,
            ]
        )
        #expect(reader.take(Array("\n\n\r\n".utf8)).isEmpty)
        #expect(reader.take(Array("7\nyy\n; $(x)\n\u{1b}[A\n".utf8)) == [nil, nil, nil, nil])
    }

    /// Broken once: with a line that grows without an end.
    @Test func `F68 a line without an end takes a few bytes, and the next one counts`() {
        var reader = AnswerReader()
        #expect(reader.take([UInt8](repeating: 0x79, count: 1_000_000)).isEmpty)
        #expect(MemoryLayout.size(ofValue: reader) <= 16)
        #expect(reader.take(Array("\ny\n".utf8)) == [nil, .yes])
    }
}
