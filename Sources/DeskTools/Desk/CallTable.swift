internal import MeldpostCore
internal import RecordFormat

/// The calls of the hotline, each once: what its line showed, and what a worker said that it was.
///
/// A call has one record of its line and one of its log; they carry the name of the call. What one of
/// them does not know, the other tells. Where a call was logged as two different things, both are
/// shown: the desk asks whoever logged it. That it was closed as not known takes no other log away.
struct CallTable: Sendable {
    /// A call as far as it is known.
    struct Call: Hashable, Sendable {
        var name: String
        var line: Int
        var island: Island?
        /// What the clock of the box said when the line was quiet again, or when it was logged.
        var time: UnixTime
        var isOutgoing = false
        var isAnswered = false
        var isInterrupted = false
        var ringSeconds: Int?
        var durationSeconds: Int?
        /// What it was logged as: one log of each class, the first before the others.
        var logs: [Log] = []

        /// Takes a log; the last one of a class counts, and *not known* counts where there is no other.
        mutating func add(_ log: Log) {
            let notKnown = CallClass.notKnown.code
            if let place = logs.firstIndex(where: { $0.classification == log.classification }) {
                logs[place] = log
            } else if log.classification != notKnown || logs.isEmpty {
                logs.removeAll { $0.classification == notKnown }
                logs.append(log)
            }
        }
    }

    /// What somebody said that a call was.
    struct Log: Hashable, Sendable {
        var classification: Code
        var concerns: Code?
        var worker: Int?
        var colleague: Int?
    }

    /// The calls, the first before the others.
    let calls: [Call]

    init(_ records: [ReceivedRecord]) {
        var calls: [String: Call] = [:]
        for record in records {
            guard let payload = record.payload, case .hotlineCall(let part) = payload.content else {
                continue
            }
            let time = UnixTime(milliseconds: payload.trace.claimedTimeMilliseconds)
            var call =
                calls[part.call]
                ?? Call(name: part.call, line: part.line, island: record.island, time: time)
            call.time = min(call.time, time)
            call.isOutgoing = call.isOutgoing || part.isOutgoing
            call.isAnswered = call.isAnswered || part.isAnswered
            call.isInterrupted = call.isInterrupted || part.isInterrupted
            call.ringSeconds = call.ringSeconds ?? part.ringSeconds
            call.durationSeconds = call.durationSeconds ?? part.durationSeconds
            if let classification = part.classification {
                call.add(
                    Log(
                        classification: classification,
                        concerns: part.island,
                        worker: payload.trace.worker,
                        colleague: part.colleague
                    )
                )
            }
            calls[part.call] = call
        }
        self.calls = calls.values.sorted { ($0.time, $0.name) < ($1.time, $1.name) }
    }

    /// The table, at most 80 characters a line.
    var lines: [String] {
        guard !calls.isEmpty else { return ["No call."] }
        var lines = [Self.line("OVER AT", "LINE", "RANG", "LASTED", "WHAT", "BY", "ISLAND")]
        for call in calls { lines += Self.lines(of: call) }
        let open = calls.count { Self.isOpen($0) }
        let isBound = calls.contains { $0.isInterrupted }
        let meaning = isBound ? "; + means: at least" : ""
        lines.append("\(calls.count) calls, \(open) of them not logged yet\(meaning)")
        if calls.contains(where: { $0.logs.count > 1 }) {
            lines.append("or: it was logged as something else, too; ask who was there")
        }
        return lines
    }

    /// The line of a call, and one for each further thing that it was logged as.
    private static func lines(of call: Call) -> [String] {
        let rang = call.ringSeconds.map { "\($0) s" } ?? "?"
        let first = line(
            IslandTime(call.time).minuteText,
            "\(call.line)",
            rang,
            length(of: call),
            what(of: call),
            by(call.logs.first),
            island(of: call.logs.first)
        )
        var lines = [first]
        for log in call.logs.dropFirst() {
            lines.append(
                line("", "", "", "or", log.classification.words, by(log), island(of: log))
            )
        }
        return lines
    }

    private static func isOpen(_ call: Call) -> Bool {
        call.logs.isEmpty && !call.isOutgoing
    }

    private static func length(of call: Call) -> String {
        guard call.isAnswered else { return "missed" }
        let length = call.durationSeconds.map { "\($0) s" } ?? "?"
        return call.isInterrupted ? length + "+" : length
    }

    private static func what(of call: Call) -> String {
        call.logs.first?.classification.words ?? (call.isOutgoing ? "from the desk" : "NOT LOGGED")
    }

    private static func by(_ log: Log?) -> String {
        let worker = log?.worker.map { "\($0)" } ?? ""
        return log?.colleague.map { "\(worker) for \($0)" } ?? worker
    }

    private static func island(of log: Log?) -> String {
        guard let log else { return "" }
        guard let concerns = log.concerns else { return "not told" }
        return Island(code: concerns.rawValue)?.words ?? "unknown"
    }

    private static func line(
        _ time: String,
        _ line: String,
        _ rang: String,
        _ lasted: String,
        _ what: String,
        _ by: String,
        _ island: String
    ) -> String {
        TextColumns.line([
            (time, 16), (line, 4), (rang, 6), (lasted, 8), (what, 13), (by, 11), (island, 13),
        ])
    }
}

extension Payload {
    /// The name of the call that it is about, if it is about one.
    var callName: String? {
        if case .hotlineCall(let call) = content { call.call } else { nil }
    }
}

extension [ReceivedRecord] {
    /// The records without the line's record of every call of which the log is here: a call stands in
    /// a list once, and as not known only where nobody said anything else of it.
    var withCallsOnce: [ReceivedRecord] {
        let notKnown = CallClass.notKnown.code
        let logs = compactMap { record -> HotlineCallContent? in
            guard case .hotlineCall(let call) = record.payload?.content,
                call.classification != nil
            else { return nil }
            return call
        }
        let logged = Set(logs.map(\.call))
        let known = Set(logs.filter { $0.classification != notKnown }.map(\.call))
        return filter { record in
            guard case .hotlineCall(let call) = record.payload?.content else { return true }
            guard let classification = call.classification else {
                return !logged.contains(call.call)
            }
            return classification != notKnown || !known.contains(call.call)
        }
    }
}
