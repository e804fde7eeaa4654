import DeskProtocol
import Foundation
import InboxKit
import MeldpostCore
import ProgramKit
import RecordFormat
import SQLiteStore
import Testing

@testable import InboxServer

/// A database of an inbox in the field is read by the code of today.
@Suite struct FrozenInboxTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Frozen/inbox-v1.sqlite")

    private static func proof(_ number: UInt8) -> [UInt8] {
        [UInt8](repeating: number, count: 32)
    }

    /// Three entries of a station, the same bytes at every call.
    private static func entries(of box: inout VirtualBox) -> [Entry] {
        [(1, 300), (2, 2_000), (3, 1_800)].map { number, length in
            box.append(
                urgency: number == 2 ? .urgent : .ordinary,
                body: [UInt8](repeating: number, count: length),
                proof: proof(number)
            )
        }
    }

    /// Writes the file anew: `MELDPOST_FREEZE_DATABASES=1 swift test --filter FrozenInboxTests`.
    ///
    /// Only for another version, under another name: the file stands for what is in the field.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["MELDPOST_FREEZE_DATABASES"] != nil))
    func `freeze a database`() throws {
        var box = VirtualBox.frozen
        let centre = try VirtualCentre([box], keys: .frozen)
        let entries = Self.entries(of: &box)
        try centre.send(entries[0], from: &box)
        try centre.send(entries[1], from: &box)
        // Of the third only the first piece came.
        try centre.exchange(&box, box.pieces(of: entries[2])[0])
        let opened = StatementBody.opened(
            station: box.id,
            entries[0].header.reference,
            headerDigest: entries[0].header.digest,
            proof: Self.proof(1)
        )
        #expect(try centre.say(opened) == .taken)
        // A copy, since the ledger holds its own file; its log is copied into the file.
        let copy = TemporaryFolder()
        for ending in ["", "-wal"] {
            let from = centre.folder.path + "/store/inbox.sqlite" + ending
            try FileManager.default.copyItem(atPath: from, toPath: copy.path + "/a.sqlite" + ending)
        }
        let path = copy.path + "/a.sqlite"
        let connection = try SQLiteConnection(
            DatabaseDescription(
                path: path,
                applicationID: InboxSchema.applicationID,
                migrations: InboxSchema.migrations
            )
        )
        try connection.checkpointTruncate()
        try FileManager.default.createDirectory(
            at: Self.file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(contentsOf: URL(filePath: path)).write(to: Self.file)
    }

    @Test func `everything in a frozen database is found, and the station goes on`() throws {
        var box = VirtualBox.frozen
        let entries = Self.entries(of: &box)
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/store",
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        folder.write(try Data(contentsOf: Self.file), to: "store/inbox.sqlite")
        let ledger = try VirtualCentre.open(folder.path, [box.known], .frozen, number: 1)
        let page = try ledger.entries(after: 0)
        #expect(page.entries.map(\.entry.bytes) == entries.prefix(2).map { $0.encoded() })
        #expect(page.entries.map(\.isOpened) == [true, false])
        #expect(page.entries.map(\.island) == [Island.saba.code, Island.saba.code])
        #expect(try ledger.partialCount(of: box.id) == 1)
        #expect(try ledger.conditions().conditions.map(\.condition) == [.newJournal])

        // A cell that was taken then is not taken again, and the third entry goes on where it stood.
        let time = UnixTime(milliseconds: 494_001 * 3_600_000)
        box.counter = 0
        let replayed = try #require(try ledger.exchange(box.cell(), at: time))
        #expect(replayed.cell.verdict == .counterNotGrown)
        box.counter = 1_000
        var last = replayed.cell
        for load in box.pieces(of: entries[2]).dropFirst() {
            last = try #require(try ledger.exchange(box.cell(load), at: time)).cell
            #expect(last.verdict == .accepted)
        }
        #expect(last.progressOffset == UInt32(entries[2].encoded().count))
        #expect(try ledger.entries(after: 0).entries.count == 3)
        #expect(last.delivery != nil)
    }

    /// Broken once: with one blank more in the first step, the digest is another.
    @Test func `no step of the schema was edited`() {
        let digests = InboxSchema.migrations.map { step in
            HexText.of(Digest.sha256(of: Array("\(step.name)\n\(step.sql)".utf8)).bytes)
        }
        #expect(
            digests == [
                "5f7b6d0487d553593d3d2e38b0560f623ca437de15b01373956bfd37ef3ea861",
                "66041e2d39589013e5978bd7a86e8a5d028da88229a6aee66d815daa982c185f",
            ]
        )
    }
}
