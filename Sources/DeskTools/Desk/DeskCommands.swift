internal import AgeFormat
internal import DeskProtocol
internal import MeldpostCore
internal import RecordFormat

/// The commands of the desk, on any way to an inbox: each gives the lines for standard output.
struct DeskCommands: Sendable {
    let inbox: any InboxRoutes
    let deskKey: SigningKey
    let caseIdentities: [AgeIdentity]
    let sourceIdentities: [AgeIdentity]?
    let now: UnixTime

    /// The worklist; nothing is marked by looking at it.
    func list(showsAll: Bool) async throws(DeskRefusal) -> [String] {
        Worklist(
            records: try await records(.all).withStepsOfTheBox,
            panics: try await inbox.panics(),
            conditions: try await inbox.conditions(),
            showsAll: showsAll
        ).lines(at: now)
    }

    /// The calls of the hotline, each once; nothing is marked by looking at them.
    func calls() async throws(DeskRefusal) -> [String] {
        CallTable(try await records(.all)).lines
    }

    /// One record; it counts as opened before anything of it is shown.
    func show(_ id: String, withSource: Bool) async throws(DeskRefusal) -> [String] {
        let (record, payload) = try await find(id)
        // Asked for before anything is marked, so that a refusal changes nothing.
        let source = withSource ? try openSource(of: payload) : nil
        let parts = try await parts(of: payload)
        let callLines = parts.isEmpty ? [] : CallTable(parts).lines
        let header = record.entry.header
        try await send(
            .opened(
                station: header.station,
                header.reference,
                headerDigest: record.digest,
                proof: payload.proof
            )
        )
        try await markOtherParts(of: payload, in: parts, besides: record)
        let lines = RecordText.lines(
            of: payload,
            in: try await withStepsOfTheBox(record),
            id: ShortID.grouped(try ShortID.digits(id)[...]),
            steps: try await inbox.steps(of: record.digest),
            at: now
        )
        return callLines + lines + (withSource ? RecordText.lines(of: source) : [])
    }

    /// A step on a record; it closes the term that the law names for it, if it names one.
    func step(_ id: String, _ code: String) async throws(DeskRefusal) -> [String] {
        guard let step = StepCode(code: Code(rawValue: code)) else { throw .stepUnknown }
        let (record, _) = try await find(id)
        guard let term = step.closes else {
            let note = StepNote(
                headerDigest: HexText.of(record.digest.bytes),
                step: step.rawValue
            )
            try await inbox.send(DeskPost(steps: [note]))
            return ["Recorded: \(step.code.rawValue). It closes no term."]
        }
        guard record.canClose(term) else { throw .termUnknown }
        let isRunning = record.runningClocks.contains { $0.term == term }
        let header = record.entry.header
        try await send(
            .clockClosed(
                station: header.station,
                header.reference,
                headerDigest: record.digest,
                term,
                step: step.rawValue
            )
        )
        let effect = isRunning ? "Closed: \(term.words)." : "It closes no term that runs."
        return ["Recorded: \(step.code.rawValue). \(effect)"]
    }

    /// Accepts a panic incident for a person.
    func accept(_ id: String) async throws(DeskRefusal) -> [String] {
        let panics = try await inbox.panics()
        let name = try ShortID.find(id, among: panics.compactMap { HexText.bytes($0.incident) })
        guard let panic = panics.first(where: { HexText.bytes($0.incident) == name }),
            let station = HexText.name(panic.station, of: Station.self),
            let incident = IncidentID(bytes: name)
        else { throw .idUnknown }
        try await send(.panicAccepted(station: station, incident))
        return [panic.isTest ? "Accepted: a TEST of the button." : "Accepted."]
    }

    /// Advice and reports by island and month.
    func statistics(
        from: String?,
        to: String?,
        isInternal: Bool
    ) async throws(DeskRefusal) -> [String] {
        let current = IslandMonth(now.hour)
        guard let first = from.map({ IslandMonth($0) }) ?? current,
            let last = to.map({ IslandMonth($0) }) ?? max(first, current), !(last < first),
            (last.year - first.year) * 12 + last.month - first.month < 36
        else { throw .monthsMalformed }
        // The hours of the months and no others; a month on the islands begins four hours late.
        let records = try await records(.hours(first.firstHour...last.next.firstHour))
        let unread = records.count { $0.payload == nil }
        let contacts = records.contacts
        var lines = ["Advice and reports, \(first.text) to \(last.text)"]
        for island in Island.allCases {
            var counts = ContactCounts(from: first, to: last)
            for record in contacts where record.concernedIsland == island {
                guard let content = record.payload?.content else { continue }
                counts.count(content, hour: record.entry.header.hour)
            }
            lines.append("")
            lines += StatisticsText.lines(island: island, counts: counts, isInternal: isInternal)
        }
        lines.append("")
        lines += isInternal ? ["For the desk only: small counts are shown."] : StatisticsText.legend
        return unread > 0 ? lines + ["Records that could not be read are not counted."] : lines
    }

    /// The lasting conditions of stations, with what to do.
    func conditions() async throws(DeskRefusal) -> [String] {
        ConditionText.fullLines(try await inbox.conditions(), at: now)
    }

    /// Ends a condition that a person has dealt with.
    func clearCondition(_ number: Int64) async throws(DeskRefusal) -> [String] {
        try await inbox.clear(number)
        return ["Cleared."]
    }

    private func records(
        _ selection: EntrySelection
    ) async throws(DeskRefusal) -> [ReceivedRecord] {
        var records: [ReceivedRecord] = []
        for entry in try await inbox.entries(selection) {
            guard let record = ReceivedRecord(entry, identities: caseIdentities) else {
                throw .answerRefused
            }
            records.append(record)
        }
        return records
    }

    /// The record, without the terms that a worker's step at the box closed.
    private func withStepsOfTheBox(
        _ record: ReceivedRecord
    ) async throws(DeskRefusal) -> ReceivedRecord {
        guard !record.runningClocks.isEmpty else { return record }
        let all = try await records(.all).withStepsOfTheBox
        return all.first { $0.digest == record.digest } ?? record
    }

    private func find(_ id: String) async throws(DeskRefusal) -> (ReceivedRecord, Payload) {
        let records = try await records(.digest(prefix: try ShortID.digits(id)))
        let digest = try ShortID.find(id, among: records.map(\.digest.bytes))
        guard let record = records.first(where: { $0.digest.bytes == digest }) else {
            throw .idUnknown
        }
        guard let payload = record.payload else { throw .recordNotOpened }
        return (record, payload)
    }

    private func openSource(of payload: Payload) throws(DeskRefusal) -> SourceContent? {
        guard let sourceIdentities else { throw .noSourceIdentities }
        do throws(FormatRefusal) {
            return try RecordOpener.openSource(payload, identities: sourceIdentities)
        } catch {
            throw .sourceNotOpened
        }
    }

    /// All records of the call that a record is about.
    private func parts(of payload: Payload) async throws(DeskRefusal) -> [ReceivedRecord] {
        guard let name = payload.callName else { return [] }
        return try await records(.all).filter { $0.payload?.callName == name }
    }

    /// Whoever has seen one record of a call has seen the call: its other record is opened too.
    private func markOtherParts(
        of payload: Payload,
        in records: [ReceivedRecord],
        besides shown: ReceivedRecord
    ) async throws(DeskRefusal) {
        guard let name = payload.callName else { return }
        for record in records where record.digest != shown.digest && !record.isOpened {
            guard let other = record.payload, other.callName == name else { continue }
            try await send(
                .opened(
                    station: record.entry.header.station,
                    record.entry.header.reference,
                    headerDigest: record.digest,
                    proof: other.proof
                )
            )
        }
    }

    private func send(_ body: StatementBody) async throws(DeskRefusal) {
        let statement = Statement.make(body, key: deskKey)
        try await inbox.send(DeskPost(statements: [Base64Bytes(statement.encoded())]))
    }
}
