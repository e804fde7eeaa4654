internal import DeskProtocol
internal import MeldpostCore

/// The conditions of stations in words.
enum ConditionText {
    /// The lines, at most 80 characters each.
    static func lines(_ conditions: [ConditionReport], at now: UnixTime) -> [String] {
        conditions.flatMap { report -> [String] in
            let island = Island(code: report.island)?.words ?? "unknown"
            let station = String(report.station.prefix(8))
            let age = (now - UnixTime(milliseconds: report.sinceMilliseconds)).words
            let number = "condition \(report.number)"
            return [
                report.condition.words,
                "    \(number), station \(TextColumns.printable(station)), \(island), for \(age)",
            ]
        }
    }

    /// The same with what to do, and how to clear it.
    static func fullLines(_ conditions: [ConditionReport], at now: UnixTime) -> [String] {
        guard !conditions.isEmpty else { return ["No conditions."] }
        return conditions.flatMap { report in
            lines([report], at: now) + report.condition.whatToDo.map { "    \($0)" }
                + ["    When dealt with: meldpost-desk clear-condition \(report.number)"]
        }
    }
}
