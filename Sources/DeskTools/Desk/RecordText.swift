internal import DeskProtocol
internal import MeldpostCore
internal import RecordFormat

/// A record in plain words and codes, for standard output only.
///
/// The block that says who reported is not here: it is opened and shown apart (R32).
enum RecordText {
    /// The lines of a record that was opened.
    static func lines(
        of payload: Payload,
        in record: ReceivedRecord,
        id: String,
        steps: [StepReport],
        at now: UnixTime
    ) -> [String] {
        var lines = headLines(of: payload, in: record, id: id)
        lines += record.runningClocks.map { clock in
            "Runs:       \(clock.words(at: now)): \(clock.term.words)"
        }
        for step in steps where step.headerDigest == HexText.of(record.digest.bytes) {
            let code = StepCode(rawValue: step.step)?.code.rawValue ?? "term closed"
            lines.append("Step:       \(code), \(hourText(step.hour))")
        }
        lines += ["", "What was recorded"] + ContentText.lines(of: payload.content)
        lines += [""] + toldLines(payload.told)
        return lines + [""] + traceLines(payload.trace)
    }

    /// The lines of the block that says who reported.
    static func lines(of source: SourceContent?) -> [String] {
        guard let source else { return ["", "Who reported: nobody is named."] }
        return [
            "", "Who reported (told to nobody without consent: Art. 4.8(3))",
            field("relation", source.relation?.words ?? "not told"),
            field("sector", source.sector?.words ?? "not told"),
            field("protective code", source.step?.words ?? "not told"),
            field("telephone", source.telephone ?? "none left"),
            field("safe to call", callWords(source)),
            field("language", source.language.rawValue),
        ] + workerLines(of: source) + ["The source block was opened."]
    }

    /// What only a worker asks.
    private static func workerLines(of source: SourceContent) -> [String] {
        let lines = [
            ("class changed because", source.classReason), ("agrees to be named", source.consent),
            ("name withheld", source.withholding),
        ]
        return lines.compactMap { name, code in code.map { field(name, $0.words) } }
    }

    /// Nobody is called back without having been asked whether it is safe (DOMAIN 6.2).
    private static func callWords(_ source: SourceContent) -> String {
        guard source.telephone != nil else { return "no number" }
        return source.callSafety.map { $0.words } ?? "not told: do not assume it"
    }

    static func field(_ name: String, _ value: String) -> String {
        let padding = String(repeating: " ", count: max(1, 22 - name.count))
        return "    \(name)\(padding)\(TextColumns.printable(value))"
    }

    private static func headLines(
        of payload: Payload,
        in record: ReceivedRecord,
        id: String
    ) -> [String] {
        let header = record.entry.header
        var lines = [
            "Record:     \(id), \(payload.content.kind.words)",
            "Island:     \(record.island?.words ?? "unknown")",
            "Urgency:    \(header.urgency.words)",
            "Received:   \(IslandTime(header.hour.start).hourText), not earlier",
        ]
        if record.isForked { lines.append("WARNING:    another version of this entry exists") }
        return lines
    }

    private static func toldLines(_ told: ToldContent?) -> [String] {
        guard let told else { return ["What was told (Art. 4.8(1)): nothing"] }
        let time = UnixTime(milliseconds: told.claimedTimeMilliseconds)
        return [
            "What was told (Art. 4.8(1))",
            field(
                "topics",
                told.topics.isEmpty
                    ? "none to the end" : told.topics.map(\.rawValue).joined(separator: ", ")
            ),
            field("text version", told.textVersion),
            field("language", told.language.rawValue),
            field("means", told.means.rawValue),
            field("clock of the box", IslandTime(time).minuteText),
        ]
    }

    private static func traceLines(_ trace: TraceContent) -> [String] {
        let claimed = UnixTime(milliseconds: trace.claimedTimeMilliseconds)
        let earliest = UnixTime(milliseconds: trace.earliestTimeMilliseconds)
        return [
            "Where and when",
            field("clock of the box", IslandTime(claimed).minuteText),
            field("not earlier than", IslandTime(earliest).minuteText),
            field("trust in the clock", trace.clockTrust.rawValue),
            field("software", trace.softwareVersion),
            field("panel", trace.panel),
            field("worker", trace.worker.map { "\($0)" } ?? "none"),
        ] + (trace.call.map { [field("by telephone, call", $0)] } ?? [])
    }

    private static func hourText(_ hour: UInt32) -> String {
        IslandTime(UnixHour(rawValue: hour).start).hourText
    }
}
