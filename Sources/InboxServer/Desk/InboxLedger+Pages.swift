public import DeskProtocol
public import MeldpostCore
public import RecordFormat
public import SQLiteStore

/// What a desk can read.
extension InboxLedger {
    /// The selected entries after a number, as many as fit into one answer, but at least one.
    public func entries(
        after number: UInt64,
        _ selection: EntrySelection = .all
    ) throws(SQLiteFault) -> EntriesPage {
        try connection.transaction(.deferred) { rows throws(SQLiteFault) in
            let limit = Self.entryCount + 1
            let found = try rows.entryNumbers(after: number, selection, limit: limit)
            var page = EntriesPage(entries: [], next: number, isLast: true)
            var length = 0
            for entry in found {
                length += entry.length
                let isFull = page.entries.count == Self.entryCount || length > limits.pageBytes
                if isFull, !page.entries.isEmpty {
                    page.isLast = false
                    break
                }
                guard let bytes = try rows.encodedEntry(entry.number) else { continue }
                let flags = try rows.flags(of: entry.number)
                page.next = UInt64(clamping: entry.number)
                page.entries.append(
                    DeskEntry(
                        number: page.next,
                        island: stations[entry.station]?.island.code ?? "",
                        entry: Base64Bytes(bytes),
                        isOpened: flags.isOpened,
                        isForked: flags.isForked,
                        closedTerms: try rows.closedTerms(of: entry.number)
                    )
                )
            }
            return page
        }
    }

    /// The conditions that last, of the stations that are still known.
    public func conditions() throws(SQLiteFault) -> ConditionsPage {
        let rows = try connection.conditions(limit: Self.rowCount)
        return ConditionsPage(
            conditions: rows.compactMap { row in
                guard let station = stations[row.station] else { return nil }
                return ConditionReport(
                    number: row.number,
                    station: HexText.of(row.station),
                    island: station.island.code,
                    condition: row.condition,
                    journal: HexText.of(row.journal),
                    sequence: row.sequence,
                    sinceMilliseconds: row.since.milliseconds,
                    count: row.count
                )
            }
        )
    }

    /// Ends a condition because a person has dealt with it.
    public func clear(
        _ clearance: ConditionClearance,
        at now: UnixTime
    ) throws(SQLiteFault) -> ConditionClearanceAnswer {
        let isCleared = try connection.transaction { rows throws(SQLiteFault) in
            try rows.clearCondition(clearance.number, at: now)
        }
        return ConditionClearanceAnswer(isCleared: isCleared)
    }

    /// The panic incidents: those that go on first.
    public func panics() throws(SQLiteFault) -> PanicsPage {
        let rows = try connection.incidents(limit: Self.rowCount)
        return PanicsPage(
            incidents: rows.map { row in
                PanicReport(
                    station: HexText.of(row.station),
                    island: stations[row.station]?.island.code ?? "",
                    incident: HexText.of(row.incident),
                    state: row.state,
                    isTest: row.isTest,
                    isAccepted: row.isAccepted,
                    signalCount: row.signalCount,
                    firstMilliseconds: row.first.milliseconds,
                    lastMilliseconds: row.last.milliseconds
                )
            }
        )
    }

    /// The log of steps after a number, of the entry with a digest or of all.
    public func steps(
        after number: UInt64,
        of digest: Digest? = nil
    ) throws(SQLiteFault) -> StepsPage {
        let rows = try connection.steps(after: number, of: digest, limit: Self.rowCount + 1)
        let shown = rows.prefix(Self.rowCount)
        return StepsPage(
            steps: shown.map { row in
                StepReport(
                    headerDigest: HexText.of(row.digest.bytes),
                    step: row.step,
                    closedTerm: row.closedTerm,
                    hour: row.hour.rawValue
                )
            },
            next: shown.last.map { UInt64(clamping: $0.number) } ?? number,
            isLast: rows.count <= Self.rowCount
        )
    }

    /// The most entries of one answer.
    private static var entryCount: Int { 256 }

    /// The most conditions, incidents or steps of one answer: about 100 KiB.
    private static var rowCount: Int { 400 }
}
