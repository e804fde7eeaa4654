internal import ControlProtocol

/// What the technician reads of a self-test, and the exit code that follows from it.
struct SelfTestPage {
    /// What is said before the first question.
    static let introduction =
        ServiceText.wrapped(
            "Self-test. It ends by itself when somebody lifts the handset, uses the desk or calls, "
                + "when the panic button is pressed, and after two minutes without a key or an "
                + "answer. A press of the panic button is an ALARM unless this test asks for it."
        ).map { $0 + "\n" }.joined() + help + "\n"

    /// What can be typed.
    static let help =
        "Type y (yes), n (no), r (repeat), s (skip) or q (quit), and the return key.\n"

    /// The exit code, once nothing follows.
    ///
    /// 0 all passed, 1 something failed, 2 not everything was done or answered, 75 no self-test now.
    /// Source: sysexits.h for 75, `EX_TEMPFAIL`.
    private(set) var exitCode: Int32?

    /// Whether the station has said something.
    private(set) var hasBegun = false

    private var waited: Duration = .zero

    /// Whether the station takes too long to say anything at all.
    mutating func isLate(_ turn: Duration) -> Bool {
        waited += turn
        // The panel controller looks at itself for two seconds, the disk may take longer.
        return waited > .seconds(90)
    }

    /// The lines of a notice, each with its end.
    mutating func text(of notice: TestNotice) -> String {
        hasBegun = true
        let lines =
            switch notice.kind {
            case .wanted: wrapped("   >     ", notice.words)
            case .asked: wrapped("   ?     ", "\(notice.words) [y/n]")
            case .found: finding(notice)
            case .refused: wrapped("", notice.words)
            case .ended: [""] + wrapped("", notice.words) + counts(notice)
            }
        exitCode = exitCode(after: notice)
        return lines.map { $0 + "\n" }.joined()
    }

    private func exitCode(after notice: TestNotice) -> Int32? {
        switch notice.kind {
        case .wanted, .asked, .found: return nil
        case .refused: return 75
        case .ended:
            guard let counts = notice.counts else { return 76 }
            if counts.failed > 0 { return 1 }
            return counts.notDone > 0 ? 2 : 0
        }
    }

    private func finding(_ notice: TestNotice) -> [String] {
        let label =
            switch notice.verdict {
            case .passed: "passed   "
            case .failed: "FAILED   "
            case .absent: "absent   "
            case .notDone, nil: "not done "
            }
        var lines = wrapped(label, "\(notice.name ?? notice.code): \(notice.words)")
        if notice.verdict == .failed {
            let standing = notice.standing.map { "For \($0.words)." } ?? "Found just now."
            lines += wrapped("", standing, indent: 9)
        }
        if let whatToDo = notice.whatToDo { lines += wrapped("", "Do: \(whatToDo)", indent: 9) }
        return lines
    }

    private func counts(_ notice: TestNotice) -> [String] {
        guard let counts = notice.counts else { return [] }
        return ["\(counts.passed) passed, \(counts.failed) failed, \(counts.notDone) not done."]
    }

    private func wrapped(_ head: String, _ text: String, indent: Int = 0) -> [String] {
        ServiceText.wrapped(
            text,
            indent: max(indent, head.count),
            first: head.isEmpty ? nil : head
        )
    }
}
