internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// Opens a journal, sets aside what cannot be used, and brings over what can still be read of it.
struct JournalStarter {
    let disk: JournalDisk
    let folder: JournalFolder
    let room: JournalRoom
    let station: StationID

    /// What a start gives.
    struct Started {
        var opening: JournalOpening
        var chain: ChainRow
        /// The names of all chains, the salvaged ones too, with their numbers.
        var names: [JournalID: Int64]
    }

    /// Opens, at most twice: what is set aside is gone at the second time.
    ///
    /// - Parameters:
    ///   - isSettingAside: whether the file is known to be damaged, however it looks.
    ///   - random: where the name of a new chain comes from.
    /// - Returns: what was found.
    /// - Throws: a fault where there is no journal to be had.
    func start(
        settingAside isSettingAside: Bool,
        random: inout some RandomNumberGenerator
    ) throws(JournalFault) -> Started {
        switch isSettingAside
            ? .failure(Unusable(reason: .damaged)) : try attempt(random: &random)
        {
        case .success(let started):
            return started
        case .failure(let unusable):
            disk.close()
            do throws(FileFault) {
                let number = folder.setAsideNumbers.count + 1
                try folder.journal.setAside(as: folder.setAside(number))
            } catch {
                throw JournalFault(error, during: .open)
            }
            guard case .success(var started) = try attempt(random: &random) else {
                throw JournalFault(.damaged, during: .open)
            }
            started.opening.kind = .setAside(unusable.reason)
            return started
        }
    }

    /// A file that is there and cannot be used.
    private struct Unusable: Error {
        let reason: JournalOpening.Reason
    }

    private func attempt(
        random: inout some RandomNumberGenerator
    ) throws(JournalFault) -> Result<Started, Unusable> {
        let report: OpeningReport
        do throws(SQLiteOpeningError) {
            report = try openWithRoom()
        } catch {
            guard let reason = Self.reasonToSetAside(error) else { throw JournalFault(error) }
            return .failure(Unusable(reason: reason))
        }
        do throws(SQLiteFault) {
            guard let chain = try ownChain(random: &random) else {
                return .failure(Unusable(reason: .damaged))
            }
            guard chain.station == station else {
                return .failure(Unusable(reason: .otherStation))
            }
            let quarantined = try disk.use(Quarantine.audit)
            var opening = JournalOpening(
                kind: report.isNew ? .fresh : .existing,
                isChecked: report.check != .unfinished,
                quarantinedNow: quarantined,
                salvagedEntries: 0
            )
            opening.salvagedEntries = salvage()
            let names = try disk.use(ChainRow.readNames)
            return .success(Started(opening: opening, chain: chain, names: names))
        } catch {
            if error.isDamage {
                return .failure(Unusable(reason: .damaged))
            }
            throw JournalFault(error, during: .open)
        }
    }

    /// Opens the file; where the disk is full, with the room of the reserve.
    ///
    /// Opening writes little, but a station that cannot open its journal stores no panic either.
    private func openWithRoom() throws(SQLiteOpeningError) -> OpeningReport {
        while true {
            do throws(SQLiteOpeningError) {
                return try disk.open()
            } catch {
                guard error.isFull, room.release(for: .panic) else { throw error }
            }
        }
    }

    /// The chain that the file continues, a new one in a new file; nil where it is damaged.
    private func ownChain(
        random: inout some RandomNumberGenerator
    ) throws(SQLiteFault) -> ChainRow? {
        let rows = try disk.use { connection throws(SQLiteFault) in
            try connection.first(
                "SELECT (SELECT count(*) FROM chain WHERE id = 1) + (SELECT count(*) FROM entry)"
            ) { row throws(SQLiteFault) in try row.integer(0) }
        }
        guard rows == 0 else { return try disk.use(ChainRow.readOwn) }
        let chain = ChainRow(
            journal: JournalID(using: &random),
            station: station,
            head: (0, .zero)
        )
        try disk.transaction { connection throws(SQLiteFault) in try chain.save(in: connection) }
        return chain
    }

    /// Brings over what was set aside and not brought over yet, newest first.
    ///
    /// A file from which nothing can be read, or a disk without room, does not keep the station from
    /// starting; what is left is tried again at the next start.
    private func salvage() -> Int {
        let salvages = folder.setAsideNumbers.map {
            JournalSalvage(disk: disk, station: station, number: $0)
        }
        var count = 0
        do throws(SQLiteFault) {
            var undone: Int?
            for salvage in salvages where try !salvage.isDone() { undone = salvage.number }
            guard let undone else { return 0 }
            var settled = SettledFiles()
            for salvage in salvages where salvage.number >= undone {
                let file = folder.setAside(salvage.number)
                count += try salvage.run(from: file, settled: &settled)
            }
        } catch {
            // The next start goes on with it.
        }
        return count
    }

    /// Why a file that could not be opened is to be set aside, if it is.
    static func reasonToSetAside(_ error: SQLiteOpeningError) -> JournalOpening.Reason? {
        guard case .refused(let refusal) = error else { return nil }
        return switch refusal {
        case .notARegularFile, .notOwned: .wrongFile
        case .tooLarge: .tooLarge
        case .emptyBesideLog, .damaged: .damaged
        case .notADatabase, .foreignApplication, .changedMigration: .foreign
        // Made by a newer version, or by this one on a system it cannot trust: not the file's fault.
        case .unknownMigration, .weakSetting: nil
        }
    }
}

extension SQLiteOpeningError {
    fileprivate var isFull: Bool {
        switch self {
        case .refused: false
        case .failed(let fault): fault.isFull
        case .fileFailed(let fault): fault.isFull
        }
    }
}
