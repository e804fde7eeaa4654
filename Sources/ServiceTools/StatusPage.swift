internal import ControlProtocol

/// The health of the station, in words for somebody who has to mend it.
struct StatusPage {
    private let report: StatusReport

    init(_ report: StatusReport) {
        self.report = report
    }

    /// The lines of `meldpostctl status`.
    var lines: [String] {
        let version = "Meldpost \(report.softwareVersion), running for \(report.uptime.words)."
        return ServiceText.wrapped(version) + [""] + conditions + [""] + table
    }

    /// The lines of `meldpostctl keys`.
    var keyLines: [String] {
        guard let number = report.keyListNumber else {
            return ["No key list is installed: the station takes no reports."]
        }
        let lines = report.keys.flatMap { key in
            ServiceText.row(
                key.role.rawValue,
                key.fingerprint + (key.scope.map { " (\($0))" } ?? "")
            )
        }
        return ["Key list number \(number).", ""] + lines + [""]
            + ServiceText.wrapped(
                "Compare the fingerprints with the ones that the centre gave you, by telephone or "
                    + "on paper."
            )
    }

    private var conditions: [String] {
        guard !report.conditions.isEmpty else { return ["All is well."] }
        let count = report.conditions.count
        let head = count == 1 ? "1 thing needs attention:" : "\(count) things need attention:"
        return [head] + report.conditions.flatMap(Self.lines)
    }

    private static func lines(_ condition: StatusCondition) -> [String] {
        var lines = [""]
        lines += ServiceText.wrapped(
            "\(condition.words) [\(condition.code)]",
            indent: 9,
            first: label(condition.severity)
        )
        lines += ServiceText.wrapped("For \(condition.standing.words).", indent: 9)
        lines += ServiceText.wrapped("Do: \(condition.whatToDo)", indent: 9)
        return lines
    }

    private static func label(_ severity: StatusCondition.Severity) -> String {
        switch severity {
        case .alarm: "ALARM    "
        case .fault: "fault    "
        case .warning: "warning  "
        case .notice: "notice   "
        }
    }

    private var table: [String] {
        let rows: [(String, String)] = [
            ("Centre", courier), ("Waiting", waiting), ("Clock", clock), ("Journal", journal),
            ("Panic", panic), ("Panel", panel), ("Texts", texts), ("Keys", keys),
        ]
        return rows.filter { !$0.1.isEmpty }.flatMap { ServiceText.row($0.0, $0.1) }
    }

    private var courier: String {
        let words =
            switch report.courierPath {
            case .working: "answers come from the centre"
            case .trying: "connected to the courier, no answer from the centre yet"
            case .failing: "the centre does not answer"
            case .absent: "the courier is not connected (systemctl status meldpost-courier)"
            }
        guard report.courierPath != .working, let fault = report.lastCourierFault else {
            return words
        }
        return "\(words) (\(fault))"
    }

    private var waiting: String {
        switch report.queueDepth {
        case .none: "nothing waits to be sent"
        case .few, .several, .many:
            "\(report.queueDepth.rawValue) entries wait to be sent, or to be opened at the desk"
        }
    }

    private var clock: String {
        switch report.clockTrust {
        case .confirmed: "confirmed by the centre"
        case .carried: "not confirmed since the last start; terms are counted on the early side"
        case .unknown: "never confirmed by the centre; terms are counted on the early side"
        }
    }

    private var journal: String {
        let words =
            switch report.journal {
            case .opening: "being opened"
            case .open: "open"
            case .openAfterSettingAside:
                "open, and an older file that could not be used is kept beside it"
            case .failed: "not open: the station takes no reports"
            }
        guard report.damagedRows != .none else { return words }
        return "\(words); damaged rows set apart: \(report.damagedRows.rawValue)"
    }

    private var panic: String {
        switch report.panic {
        case .ready: "button and wire are in order"
        case .latched: "an alarm is not reset yet"
        case .test: "switched to test: a press is marked as a test"
        case .stuck: "the button is stuck"
        case .wireFault: "the wire is broken or shorted: a press may not be seen"
        }
    }

    /// What the line and the contacts of the panel have caught; nothing where that is nothing.
    private var panel: String {
        [
            ("refused frames", report.panelRefusals),
            ("panic contacts too short for a press", report.panicGlitches),
        ]
        .filter { $0.1 != .none }
        .map { "\($0.0): \($0.1.rawValue)" }
        .joined(separator: "; ")
    }

    private var texts: String {
        let approval =
            report.areTextsApproved
            ? "approved by native speakers" : "not all approved by a native speaker"
        return "version \(report.textVersion) (\(report.textFingerprint)), \(approval)"
    }

    private var keys: String {
        report.keyListNumber.map { "list number \($0) (meldpostctl keys)" } ?? "no key list"
    }
}
