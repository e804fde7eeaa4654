import CrashKit
import Foundation
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

/// A journal file that is damaged on the disk while it is in use.
@Suite struct DamageInUseTests {
    private let folder = TemporaryFolder(inMemory: true)

    /// Overwrites every page of the file but the first, as a dying card does.
    private func damage() throws {
        let path = folder.path + "/journal.sqlite"
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        let length = try handle.seekToEnd()
        for page in 1..<(length / 4_096) {
            try handle.seek(toOffset: page * 4_096)
            try handle.write(contentsOf: [UInt8](repeating: 0x77, count: 4_096))
        }
        try handle.close()
    }

    /// Broken once: without `giveUp` in `mend` the journal stays as it is, and nothing lands again.
    @Test func `F43 a file found damaged in use is beyond repair, and set aside when opened anew`()
        throws
    {
        var first: EntryReference?
        do {
            var store = try JournalFixture.open(folder.path)
            first = try JournalFixture.append(to: &store, bodyBytes: 30_000)
            for _ in 0..<3 { try JournalFixture.append(to: &store, bodyBytes: 9_000) }
            // The log is emptied: all is in the file now.
            try store.eraseDraft()
        }
        let wanted = try #require(first)
        do {
            // Opened again, so that no body is in its memory.
            var store = try JournalFixture.open(folder.path)
            try damage()
            #expect(store.isBeyondRepair == false)
            _ = fault { () throws(JournalFault) in
                _ = try store.bytes(of: wanted, offset: 0, count: 10)
            }
            let found = fault { () throws(JournalFault) in try store.reopen() }
            #expect(found?.fault == .damaged)
            #expect(store.isBeyondRepair == true)
            // Nothing is called stored any more.
            let next = fault { () throws(JournalFault) in
                try JournalFixture.append(to: &store)
            }
            #expect(next?.fault == .damaged)
        }
        let store = try JournalFixture.open(folder.path, seed: 6)
        #expect(store.opening.kind == .setAside(.damaged))
        #expect(store.journal != wanted.journal)
        #expect(FileManager.default.fileExists(atPath: folder.file("journal.set-aside-1.sqlite")))
    }

    @Test func `F43 a file that looks sound is set aside all the same where that is asked`() throws
    {
        var reference: EntryReference?
        do {
            var store = try JournalFixture.open(folder.path)
            reference = try JournalFixture.append(to: &store)
        }
        let store = try JournalStore(
            directory: folder.path,
            station: JournalFixture.station,
            limits: JournalLimits(reserveBytes: 1 << 16),
            setsAside: true
        )
        #expect(store.opening.kind == .setAside(.damaged))
        #expect(store.opening.salvagedEntries == 1)
        let wanted = try #require(reference)
        #expect(try JournalFixture.whole(wanted, in: store) != nil)
    }

    @Test func `a file that was exchanged for another one is not taken for the journal`() throws {
        let other = TemporaryFolder(inMemory: true)
        do { _ = try JournalFixture.open(other.path, seed: 9) }
        let layer = CrashLayer()
        var store = try JournalFixture.open(folder.path, layer: layer)
        try JournalFixture.append(to: &store)
        layer.fail(.sync, code: ResultCode.fsync, errorNumber: EIO)
        _ = fault { () throws(JournalFault) in try JournalFixture.append(to: &store) }
        layer.mend()
        unlink(folder.file("journal.sqlite"))
        unlink(folder.file("journal.sqlite-wal"))
        try FileManager.default.copyItem(
            atPath: other.file("journal.sqlite"),
            toPath: folder.file("journal.sqlite")
        )
        let found = fault { () throws(JournalFault) in try JournalFixture.append(to: &store) }
        #expect(found?.fault == .damaged)
        #expect(store.isBeyondRepair == true)
    }
}
