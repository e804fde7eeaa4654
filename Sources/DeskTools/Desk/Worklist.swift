internal import DeskProtocol
internal import MeldpostCore
internal import RecordFormat

/// What the desk has to do, in the order in which it has to be done: pure, from what the inbox gave.
///
/// First open alarms, then duress at a sign-in, then the conditions of stations, then the records by
/// the end of their first running term. Tests of the button come last, and never look like an alarm.
struct Worklist: Sendable {
    var records: [ReceivedRecord]
    var panics: [PanicReport]
    var conditions: [ConditionReport]
    /// Whether records are listed for which nothing is left to do, and those of the box itself.
    var showsAll: Bool

    /// The lines, at most 80 characters each.
    func lines(at now: UnixTime) -> [String] {
        let listed = showsAll ? records : records.withCallsOnce.filter(isDue)
        let shown = listed.sorted(by: goesBefore)
        let hidden = records.count { !isDue($0) && !$0.isOpened }
        var lines = alarmLines(at: now) + duressLines + ConditionText.lines(conditions, at: now)
        lines += recordLines(shown, at: now)
        if hidden > 0, !showsAll {
            lines.append("\(hidden) records of the boxes themselves are not opened (list --all).")
        }
        return lines + testLines
    }

    /// Whether a record is to be listed: a contact that nobody has opened or whose term runs, or
    /// something that no identity opens.
    private func isDue(_ record: ReceivedRecord) -> Bool {
        guard let kind = record.payload?.content.kind else { return !record.isOpened }
        return !record.runningClocks.isEmpty || (kind.isContact && !record.isOpened)
    }

    /// What cannot be opened goes first, because nobody knows which term runs.
    private func goesBefore(_ left: ReceivedRecord, _ right: ReceivedRecord) -> Bool {
        func key(_ record: ReceivedRecord) -> (Int, Int64, UInt8, UInt32) {
            let header = record.entry.header
            let isUnreadable = record.payload == nil
            let deadline = record.runningClocks.first?.deadline.milliseconds ?? .max
            return (isUnreadable ? 0 : 1, deadline, header.urgency.rawValue, header.hour.rawValue)
        }
        return key(left) < key(right)
    }

    // MARK: Records

    private func recordLines(_ shown: [ReceivedRecord], at now: UnixTime) -> [String] {
        guard !shown.isEmpty else { return ["Nothing waits."] }
        let ids = ShortID.of(records.map(\.digest.bytes))
        let head = Self.recordLine("ID", "KIND", "ISLAND", "URGENCY", "RECEIVED", "LEFT")
        var lines = [head]
        for record in shown {
            let clocks = record.runningClocks.map { $0.words(at: now) }
            let header = record.entry.header
            lines.append(
                Self.recordLine(
                    mark(record) + (ids[record.digest.bytes] ?? ""),
                    kindWords(record),
                    record.island?.words ?? "unknown",
                    header.urgency.words,
                    IslandTime(header.hour.start).hourText,
                    clocks.first ?? (record.payload == nil ? "unknown" : "")
                )
            )
            lines += clocks.dropFirst().map { Self.recordLine("", "", "", "", "", $0) }
        }
        return lines + ["* not opened yet   ! two versions of one entry (see conditions)"]
    }

    private static func recordLine(
        _ id: String,
        _ kind: String,
        _ island: String,
        _ urgency: String,
        _ received: String,
        _ left: String
    ) -> String {
        TextColumns.line([
            (id, 10), (kind, 14), (island, 13), (urgency, 8), (received, 14), (left, 16),
        ])
    }

    private func mark(_ record: ReceivedRecord) -> String {
        record.isForked ? "!" : (record.isOpened ? " " : "*")
    }

    private func kindWords(_ record: ReceivedRecord) -> String {
        guard let content = record.payload?.content else { return "NOT READABLE" }
        if case .panic(let panic) = content, panic.isTest { return "TEST record" }
        if case .hotlineCall(let call) = content {
            let isData = ["report", "advice"].contains(call.classification?.rawValue)
            return call.classification.map { isData ? "call: \($0.rawValue)" : "call, no data" }
                ?? (call.isOutgoing ? "call from here" : "call, unlogged")
        }
        return content.kind.words
    }

    // MARK: Alarms

    private func alarmLines(at now: UnixTime) -> [String] {
        incidentLines(open { !$0.isTest }, label: "PANIC", showsAcceptance: true)
    }

    private var testLines: [String] {
        let tests = open { $0.isTest }
        return incidentLines(tests, label: "TEST of the button, no alarm:", showsAcceptance: false)
    }

    /// The incidents that are not over: neither a signal says so, nor a record of the same station.
    ///
    /// A station can lose a signal, but not a record: what it sealed of a reset ends the alarm too.
    private func open(_ isWanted: (PanicReport) -> Bool) -> [PanicReport] {
        panics.filter { report in
            isWanted(report) && report.state != PanicState.reset.rawValue
                && !isReset(report.incident, at: report.station)
        }
    }

    private func isReset(_ incident: String, at station: String) -> Bool {
        records.contains { record in
            guard case .panic(let content) = record.payload?.content else { return false }
            return content.state == .reset
                && HexText.bytes(content.incident) == HexText.bytes(incident)
                && HexText.bytes(station) == record.entry.header.station.bytes
        }
    }

    private func incidentLines(
        _ incidents: [PanicReport],
        label: String,
        showsAcceptance: Bool
    ) -> [String] {
        let ids = ShortID.of(panics.compactMap { HexText.bytes($0.incident) })
        return incidents.flatMap { incident -> [String] in
            let id = HexText.bytes(incident.incident).flatMap { ids[$0] } ?? ""
            let state = PanicState(rawValue: incident.state)?.words ?? "unknown"
            let island = Island(code: incident.island)?.words ?? "unknown"
            let since = IslandTime(UnixTime(milliseconds: incident.firstMilliseconds)).minuteText
            let first = "\(label) \(island)  \(state)  since \(since)"
            guard showsAcceptance else { return ["\(first)  \(id)"] }
            let marks = marks(of: incident)
            let acceptance =
                incident.isAccepted
                ? "accepted by a person"
                : marks.contains { $0.state == .accepted }
                    ? "accepted at the box" : "NOT ACCEPTED: meldpost-desk accept \(id)"
            let indent = String(repeating: " ", count: 6 + id.count)
            return [first, "      \(id)  \(acceptance)"] + marks.map { "\(indent)  \($0.words)" }
        }
    }

    /// What workers said of an alarm at the box, in the order in which it came.
    ///
    /// Only one of the three accepts it: an alarm that was called a true one has nobody yet.
    private func marks(of incident: PanicReport) -> [(state: PanicState, words: String)] {
        records.compactMap { record in
            guard let payload = record.payload, case .panic(let content) = payload.content,
                content.incident == incident.incident, !content.state.isSignalled,
                HexText.bytes(incident.station) == record.entry.header.station.bytes
            else { return nil }
            let worker = payload.trace.worker.map { "\($0)" } ?? "?"
            return (content.state, "\(content.state.words) by worker \(worker)")
        }
    }

    private var duressLines: [String] {
        records.compactMap { record in
            guard case .signIn(let content) = record.payload?.content, content.isDuress,
                !record.isOpened
            else { return nil }
            let received = IslandTime(record.entry.header.hour.start).hourText
            let id = ShortID.of(records.map(\.digest.bytes))[record.digest.bytes] ?? ""
            let what = content.isRefused ? "DURESS at a refused sign-in" : "DURESS at a sign-in"
            return "\(what)  \(record.island?.words ?? "unknown")  \(received)  \(id)"
        }
    }
}
