internal import MeldpostCore
internal import RecordFormat

/// The calls of the hotline, each once: what its line showed, and what a worker said that it was.
///
/// A call has one record of its line and one of its log; they carry the name of the call. What one of
/// them does not know, the other tells.
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
        var classification: Code?
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
                call.classification = classification
                call.concerns = part.island
                call.worker = payload.trace.worker
                call.colleague = part.colleague
            }
            calls[part.call] = call
        }
        self.calls = calls.values.sorted { ($0.time, $0.name) < ($1.time, $1.name) }
    }

    /// The table, at most 80 characters a line.
    var lines: [String] {
        guard !calls.isEmpty else { return ["No call."] }
        let head = Self.line("OVER AT", "LINE", "RANG", "LASTED", "WHAT", "BY", "ISLAND")
        return [head]
            + calls.map { call in
                Self.line(
                    IslandTime(call.time).minuteText,
                    "\(call.line)",
                    call.ringSeconds.map { "\($0) s" } ?? "?",
                    Self.length(of: call),
                    Self.what(of: call),
                    Self.by(call),
                    Self.island(of: call)
                )
            }
            + [
                "\(calls.count) calls, \(calls.count { Self.isOpen($0) }) of them not logged yet"
                    + (calls.contains(where: \.isInterrupted) ? "; + means: at least" : "")
            ]
    }

    private static func isOpen(_ call: Call) -> Bool {
        call.classification == nil && !call.isOutgoing
    }

    private static func length(of call: Call) -> String {
        guard call.isAnswered else { return "missed" }
        let length = call.durationSeconds.map { "\($0) s" } ?? "?"
        return call.isInterrupted ? length + "+" : length
    }

    private static func what(of call: Call) -> String {
        call.classification?.words ?? (call.isOutgoing ? "from the desk" : "NOT LOGGED")
    }

    private static func by(_ call: Call) -> String {
        let worker = call.worker.map { "\($0)" } ?? ""
        return call.colleague.map { "\(worker) for \($0)" } ?? worker
    }

    private static func island(of call: Call) -> String {
        if let concerns = call.concerns {
            return Island(code: concerns.rawValue)?.words ?? "unknown"
        }
        return call.classification == nil ? "" : "not told"
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
    /// a list once.
    var withCallsOnce: [ReceivedRecord] {
        let logged = Set(
            compactMap { record -> String? in
                guard case .hotlineCall(let call) = record.payload?.content,
                    call.classification != nil
                else { return nil }
                return call.call
            }
        )
        return filter { record in
            guard case .hotlineCall(let call) = record.payload?.content else { return true }
            return call.classification != nil || !logged.contains(call.call)
        }
    }
}
