import CrashKit
import Foundation
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

@Suite struct DiskFullTests {
    private let folder = TemporaryFolder(inMemory: true)

    private func append(
        _ urgency: Urgency,
        to store: inout JournalStore,
        bodyBytes: Int = 8000,
        room: Urgency? = nil
    ) -> StoreFault? {
        fault { () throws(JournalFault) in
            try JournalFixture.append(
                to: &store,
                urgency: urgency,
                bodyBytes: bodyBytes,
                room: room
            )
        }?.fault
    }

    private var reserveBytes: Int { folder.bytes("reserve")?.count ?? 0 }

    @Test func `F39 each urgency may use its part of the reserve, and panic all of it`() throws {
        let layer = CrashLayer()
        let limits = JournalLimits(reserveBytes: 1 << 16)
        var store = try JournalFixture.open(folder.path, limits: limits, layer: layer)
        #expect(reserveBytes == 1 << 16)
        let expected: [(Urgency, Int)] = [
            (.log, 1 << 16), (.ordinary, 1 << 15), (.urgent, 1 << 14), (.panic, 0),
        ]
        for (urgency, kept) in expected {
            layer.fail(.write, on: .log, code: ResultCode.full, errorNumber: ENOSPC)
            #expect(append(urgency, to: &store) == .diskFull)
            #expect(reserveBytes == kept)
            layer.mend()
        }
        #expect(reserveBytes == 0)
        // Room again: the reserve is made whole before anything else is written.
        #expect(append(.log, to: &store) == nil)
        #expect(reserveBytes == 1 << 16)
    }

    /// Broken once: with the urgency of the header, a call took a step of the reserve.
    @Test func `F39 the record of a call takes nothing of the reserve that a report may use`()
        throws
    {
        let layer = CrashLayer()
        let limits = JournalLimits(reserveBytes: 1 << 16)
        var store = try JournalFixture.open(folder.path, limits: limits, layer: layer)
        #expect(append(.ordinary, to: &store, room: .log) == nil)
        layer.fail(.write, on: .log, code: ResultCode.full, errorNumber: ENOSPC)
        #expect(append(.ordinary, to: &store, room: .log) == .diskFull)
        #expect(reserveBytes == 1 << 16)
        #expect(append(.ordinary, to: &store) == .diskFull)
        #expect(reserveBytes == 1 << 15)
    }

    @Test func `F39 the reserve is made whole without a record to write`() throws {
        let layer = CrashLayer()
        let limits = JournalLimits(reserveBytes: 1 << 16)
        var store = try JournalFixture.open(folder.path, limits: limits, layer: layer)
        layer.fail(.write, on: .log, code: ResultCode.full, errorNumber: ENOSPC)
        #expect(append(.ordinary, to: &store) == .diskFull)
        #expect(reserveBytes == 1 << 15)
        layer.mend()
        #expect(store.refillReserve() == true)
        #expect(reserveBytes == 1 << 16)
    }

    @Test func `F39 a step of the reserve is enough where it gives room`() throws {
        let layer = CrashLayer()
        var store = try JournalFixture.open(folder.path, layer: layer)
        layer.fail(.write, on: .log, times: 1, code: ResultCode.full, errorNumber: ENOSPC)
        #expect(append(.ordinary, to: &store) == nil)
        #expect(reserveBytes == (1 << 16) / 8 * 7)
        #expect(store.head.sequence == 1)
    }

    @Test(arguments: [CrashLayer.File.log, .main])
    func `F39 a full disk at each write loses nothing acknowledged`(file: CrashLayer.File) throws {
        var refusals = 0
        for skip in stride(from: 0, to: 160, by: 3) {
            folder.empty()
            let layer = CrashLayer()
            var acknowledged: [EntryReference] = []
            do {
                var store = try JournalFixture.open(
                    folder.path,
                    layer: layer,
                    autocheckpointPages: 6
                )
                layer.fail(.write, on: file, skip: skip, code: ResultCode.full, errorNumber: ENOSPC)
                for _ in 0..<14 {
                    do throws(JournalFault) {
                        acknowledged.append(try JournalFixture.append(to: &store, bodyBytes: 5000))
                    } catch {
                        #expect(error.fault == .diskFull)
                        refusals += 1
                    }
                }
                layer.mend()
            }
            let store = try JournalFixture.open(folder.path)
            #expect(try store.memory().waiting.map(\.reference) == acknowledged)
            for reference in acknowledged {
                #expect(try JournalFixture.whole(reference, in: store) != nil)
            }
        }
        // A full file is noticed when the log is copied into it, which no commit waits for.
        #expect(file == .main || refusals > 100)
    }

    @Test(.enabled(if: try Need.root.isMet))
    func `F39 on a small disk, log is refused first, then reports, then urgent, panic last`() throws
    {
        let disk = TemporaryFolder()
        let mounted = Command.run("mount", ["-t", "tmpfs", "-o", "size=2560k", "tmpfs", disk.path])
        #expect(mounted.status == 0)
        defer { _ = Command.run("umount", ["-l", disk.path]) }
        let path = disk.file("state")
        var stored: [Urgency: Int] = [:]
        var acknowledged: [EntryReference] = []
        do {
            let limits = JournalLimits(reserveBytes: 1 << 19)
            var store = try JournalFixture.open(path, limits: limits, autocheckpointPages: 16)
            for urgency in [Urgency.log, .ordinary, .urgent, .panic] {
                // A lower urgency stays refused while a higher one still finds room.
                for _ in 0..<400 {
                    do throws(JournalFault) {
                        acknowledged.append(
                            try JournalFixture.append(
                                to: &store,
                                urgency: urgency,
                                bodyBytes: 6_000
                            )
                        )
                        stored[urgency, default: 0] += 1
                    } catch {
                        #expect(error.fault == .diskFull)
                        break
                    }
                }
                for lower in Urgency.allCases where lower > urgency {
                    #expect(append(lower, to: &store) == .diskFull, "\(lower) after \(urgency)")
                }
                // The record of a call is refused from the first moment on, though it leaves like a report.
                #expect(append(.ordinary, to: &store, room: .log) == .diskFull)
            }
            for urgency in Urgency.allCases {
                #expect(stored[urgency, default: 0] >= 3, "\(urgency)")
            }
        }
        // With the disk still full the journal opens, and everything acknowledged is there.
        do {
            let store = try JournalFixture.open(path)
            #expect(store.opening.kind == .existing)
            #expect(try store.memory().waiting.map(\.reference) == acknowledged)
        }
        #expect(Command.run("mount", ["-o", "remount,size=8m", disk.path]).status == 0)
        var store = try JournalFixture.open(path, limits: JournalLimits(reserveBytes: 1 << 19))
        #expect(store.refillReserve() == true)
        #expect(append(.log, to: &store) == nil)
    }

    @Test func `the limit of the file is graded by urgency too`() throws {
        let limits = JournalLimits(reserveBytes: 1 << 16, sizeLimitBytes: 1 << 20)
        var store = try JournalFixture.open(folder.path, limits: limits)
        var stored: [Urgency: Int] = [:]
        for urgency in [Urgency.log, .ordinary, .urgent, .panic] {
            while append(urgency, to: &store, bodyBytes: 3000) == nil {
                stored[urgency, default: 0] += 1
                guard stored[urgency, default: 0] < 1000 else { break }
            }
        }
        for urgency in Urgency.allCases { #expect(stored[urgency, default: 0] >= 2, "\(urgency)") }
    }
}
