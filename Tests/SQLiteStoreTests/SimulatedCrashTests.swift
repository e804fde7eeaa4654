import CrashKit
import ProgramKit
import SQLiteStore
import Testing

@Suite struct SimulatedCrashTests {
    /// Commits rows through the real wrapper and keeps the moment at which each was acknowledged.
    private func work(_ folder: TemporaryFolder, _ layer: CrashLayer) throws -> [Int] {
        var description = StoreFixture.description(folder.file("a.sqlite"), layer: layer)
        description.durability.autocheckpointPages = 20
        var acknowledged: [Int] = []
        let connection = try SQLiteConnection(description)
        for number in 1...60 {
            try connection.transaction { inside throws(SQLiteFault) in
                try StoreFixture.insert(
                    number,
                    Array(repeating: UInt8(number), count: 700 + number * 40),
                    into: inside
                )
            }
            acknowledged.append(layer.eventCount)
            if number % 17 == 0 { try connection.checkpointTruncate() }
        }
        return acknowledged
    }

    /// How many of the crash points broke a promise.
    private func violations(
        _ points: Int,
        _ layer: CrashLayer,
        _ acknowledged: [Int],
        ignoring ignored: CrashReplay.Ignored
    ) throws -> Int {
        let replay = CrashReplay(of: layer, ignoring: ignored)
        let crashed = TemporaryFolder(inMemory: true)
        var violations = 0
        for (index, moment) in CrashPoints.spread(points, over: layer.eventCount).enumerated() {
            replay.advance(to: moment)
            crashed.empty()
            #expect(replay.write(seed: UInt64(index), into: crashed.path))
            let promised = acknowledged.count { $0 <= moment }
            if !isWhole(crashed, promised: promised) { violations += 1 }
        }
        return violations
    }

    private func isWhole(_ crashed: TemporaryFolder, promised: Int) -> Bool {
        do {
            let connection = try SQLiteConnection(
                StoreFixture.description(crashed.file("a.sqlite"))
            )
            var next: Int64 = 1
            var whole = true
            try connection.query("SELECT number, content FROM thing ORDER BY number") {
                row throws(SQLiteFault) in
                let number = try row.integer(0)
                let content = try row.blob(1)
                whole = whole && number == next && content.count == 700 + Int(number) * 40
                whole = whole && content.allSatisfy { $0 == UInt8(number) }
                next += 1
            }
            return whole && next > Int64(promised)
        } catch {
            return false
        }
    }

    @Test func `F38 no power cut loses or tears a commit`() throws {
        let folder = TemporaryFolder(inMemory: true)
        let layer = CrashLayer()
        let acknowledged = try work(folder, layer)
        let points = CrashPoints.simulated / 4
        #expect(try violations(points, layer, acknowledged, ignoring: .nothing) == 0)
    }

    @Test(arguments: [CrashReplay.Ignored.logSyncs, .allSyncs])
    func `F38 the same power cuts find a sync that is missing`(
        ignored: CrashReplay.Ignored
    ) throws {
        let folder = TemporaryFolder(inMemory: true)
        let layer = CrashLayer()
        let acknowledged = try work(folder, layer)
        #expect(try violations(100, layer, acknowledged, ignoring: ignored) > 10)
    }
}
