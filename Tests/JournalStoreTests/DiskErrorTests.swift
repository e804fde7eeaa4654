import CrashKit
import Glibc
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

@Suite struct DiskErrorTests {
    private let folder = TemporaryFolder(inMemory: true)

    @Test func `F40 an fsync that failed once is not acknowledged before the entry is safe`() throws
    {
        // Every sync of a short life fails once. The replay takes what a failed sync left as lost,
        // whatever later syncs say, as Linux does; then the power goes at every moment.
        var failed = 0
        for skip in 0..<24 {
            folder.empty()
            let layer = CrashLayer()
            var promises: [Int] = []
            do {
                var store = try JournalFixture.open(
                    folder.path,
                    layer: layer,
                    autocheckpointPages: 10
                )
                layer.fail(
                    .sync,
                    skip: skip,
                    times: 1,
                    code: ResultCode.fsync,
                    errorNumber: EIO
                )
                for number in 1...9 {
                    let bytes = 400 + 500 * (number % 5)
                    do throws(JournalFault) {
                        try JournalFixture.append(to: &store, bodyBytes: bytes)
                        promises.append(layer.eventCount)
                    } catch {
                        Issue.record("one failed sync must not cost an entry: \(error)")
                    }
                }
                failed += layer.failures
            }
            try expectPromisesKept(layer, promises)
        }
        #expect(failed > 15)
    }

    private func expectPromisesKept(_ layer: CrashLayer, _ promises: [Int]) throws {
        let replay = CrashReplay(of: layer)
        let crashed = TemporaryFolder(inMemory: true)
        let first = promises.first ?? 0
        for (index, offset) in CrashPoints.spread(25, over: layer.eventCount - first).enumerated() {
            let moment = first + offset
            replay.advance(to: moment)
            crashed.empty()
            #expect(replay.write(seed: UInt64(index), into: crashed.path))
            let store = try JournalFixture.open(crashed.path)
            let promised = promises.count { $0 <= moment }
            #expect(store.head.sequence >= UInt64(promised))
            #expect(store.opening.kind == .existing)
            for entry in try store.memory().waiting {
                #expect(try JournalFixture.whole(entry.reference, in: store) != nil)
            }
        }
    }

    /// Broken once: with a connection that stays open after the second error, as it did, the file is
    /// not opened again.
    @Test func `F40 after a second error within one commit the file is opened anew`() throws {
        var counted = 0
        for gap in 0..<24 {
            folder.empty()
            let layer = CrashLayer()
            var promises: [Int] = []
            do {
                var store = try JournalFixture.open(folder.path, layer: layer)
                try JournalFixture.append(to: &store)
                promises.append(layer.eventCount)
                // Not a sync: what only its sync failed for is found again, and needs no second try.
                layer.fail(
                    .write,
                    on: .log,
                    times: 2,
                    code: ResultCode.write,
                    errorNumber: EIO
                )
                layer.spaceFailures(by: gap)
                let first = fault { () throws(JournalFault) in
                    try JournalFixture.append(to: &store)
                }
                // Only the gaps that put the second error into the same append.
                let isSecond = first != nil && layer.failures == 2
                layer.mend()
                let opened = layer.calls(.open, on: .main)
                for _ in 0..<3 {
                    try JournalFixture.append(to: &store)
                    promises.append(layer.eventCount)
                }
                if isSecond {
                    counted += 1
                    #expect(layer.calls(.open, on: .main) > opened, "gap \(gap)")
                }
            }
            try expectPromisesKept(layer, promises)
        }
        #expect(counted > 0)
    }

    @Test func `F40 a disk that keeps failing acknowledges nothing and loses nothing`() throws {
        let layer = CrashLayer()
        var store = try JournalFixture.open(folder.path, layer: layer)
        let first = try JournalFixture.append(to: &store)
        layer.fail(.sync, code: ResultCode.fsync, errorNumber: EIO)
        for _ in 0..<3 {
            let found = fault { () throws(JournalFault) in try JournalFixture.append(to: &store) }
            #expect(found?.fault == .inputOutput)
        }
        layer.mend()
        let next = try JournalFixture.append(to: &store)
        let recovered = store.takeRecovered()
        // What was refused can have reached the disk: then it stays in the chain, and is given once.
        let all = [first] + recovered.map(\.reference) + [next]
        #expect(all.map(\.sequence) == Array(1...UInt64(all.count)))
        #expect(store.takeRecovered() == [])
        #expect(try store.memory().waiting.map(\.reference) == all)
    }

    @Test func `F41 a disk that became read-only is known as such, and works when it is mended`()
        throws
    {
        let layer = CrashLayer()
        var store = try JournalFixture.open(folder.path, layer: layer)
        try JournalFixture.append(to: &store)
        layer.fail(.write, code: ResultCode.write, errorNumber: EROFS)
        let found = fault { () throws(JournalFault) in try JournalFixture.append(to: &store) }
        #expect(found?.fault == .readOnly)
        #expect(store.head.sequence == 1)
        layer.mend()
        #expect(try JournalFixture.append(to: &store).sequence == 2)
    }

    @Test func `a write that fails once is written again`() throws {
        let layer = CrashLayer()
        var store = try JournalFixture.open(folder.path, layer: layer)
        for skip in 0..<6 {
            layer.fail(
                .write,
                on: .log,
                skip: skip,
                times: 1,
                code: ResultCode.write,
                errorNumber: EIO
            )
            try JournalFixture.append(to: &store, bodyBytes: 9000)
            #expect(layer.failures == 1)
        }
        #expect(store.head.sequence == 6)
        #expect(try store.memory().waiting.count == 6)
    }

    @Test func `F47 a read error of one body is a fault, not the end of it`() throws {
        let layer = CrashLayer()
        var reference: EntryReference?
        do {
            var store = try JournalFixture.open(folder.path, layer: layer)
            // More than the page cache holds, so that it must be read again.
            reference = try JournalFixture.append(to: &store, bodyBytes: 2_600_000)
        }
        let store = try JournalFixture.open(folder.path, layer: layer)
        let wanted = try #require(reference)
        layer.fail(.read, code: ResultCode.read, errorNumber: EIO)
        let found = fault { () throws(JournalFault) in
            _ = try store.bytes(of: wanted, offset: 0, count: 10)
        }
        #expect(found?.fault == .inputOutput)
        layer.mend()
        #expect(try store.bytes(of: wanted, offset: 0, count: 10) != nil)
        #expect(try store.quarantinedCount() == 0)
    }
}
