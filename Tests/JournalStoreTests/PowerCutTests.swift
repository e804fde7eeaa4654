import CrashKit
import Foundation
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

@Suite struct PowerCutTests {
    /// What the station was told, with the moment from which it holds.
    private struct Promises {
        var stored: [(moment: Int, reference: EntryReference)] = []
        var receipted: [(moment: Int, sequence: UInt64)] = []
        /// Erasing began at the first moment and was acknowledged at the second.
        var erased: [(began: Int, done: Int, sequence: UInt64)] = []
        var counters: [(moment: Int, end: UInt64)] = []
        /// Every entry that was ever made, as its exact bytes.
        var made: [UInt64: [UInt8]] = [:]
    }

    /// A life of a journal with everything a station does to it.
    private func live(_ folder: TemporaryFolder, _ layer: CrashLayer) throws -> Promises {
        var promises = Promises()
        for round in 0..<3 {
            var store = try JournalFixture.open(
                folder.path,
                layer: layer,
                autocheckpointPages: 24,
                seed: UInt64(round)
            )
            for step in 1...12 {
                let entry = JournalFixture.entry(
                    store.head.sequence + 1,
                    after: store.head.digest,
                    in: store.journal,
                    urgency: step % 5 == 0 ? .panic : .ordinary,
                    bodyBytes: 300 + 700 * (step % 7)
                )
                promises.made[entry.header.sequence] = entry.encoded()
                let latch = step % 5 == 0 ? JournalFixture.incident(UInt64(step)) : nil
                let panic = latch.map { PanicMemory(incident: $0) }
                let reference = try store.append(terms: [.decideOnSteps], panic: panic) { _, _ in
                    entry
                }.reference
                promises.stored.append((layer.eventCount, reference))
                if step % 3 == 0 {
                    try store.markReceipted(reference)
                    promises.receipted.append((layer.eventCount, reference.sequence))
                }
                if step % 6 == 0 {
                    let began = layer.eventCount
                    let proof = JournalFixture.proof(reference.sequence)
                    try store.eraseBody(reference, proof: proof)
                    promises.erased.append((began, layer.eventCount, reference.sequence))
                }
                if step % 4 == 0 {
                    let range = try store.reserveCounters(count: 16)
                    promises.counters.append((layer.eventCount, range.upperBound))
                    try store.commitDummy(byteCount: 2000)
                }
            }
        }
        return promises
    }

    /// The rule that a crashed journal breaks; nil where it breaks none.
    private func broken(_ folder: TemporaryFolder, _ promises: Promises, at moment: Int) -> String?
    {
        do {
            var store = try JournalFixture.open(folder.path)
            let promised = promises.stored.count { $0.moment <= moment }
            if case .setAside = store.opening.kind { return "set aside" }
            guard store.opening.kind == .existing || promised == 0 else { return "began anew" }
            guard store.opening.quarantinedNow == 0 else { return "quarantined" }
            guard store.head.sequence >= UInt64(promised) else { return "lost" }
            let memory = try store.memory()
            guard memory.clocks.count == Int(store.head.sequence) else { return "clocks" }
            var here: Set<UInt64> = []
            for entry in memory.waiting {
                let sequence = entry.reference.sequence
                let bytes = try store.bytes(of: entry.reference, offset: 0, count: .max)
                guard let bytes else { return "half" }
                guard JournalFixture.same(bytes, promises.made[sequence]) else { return "wrong" }
                here.insert(sequence)
            }
            guard here.isSuperset(of: expected(promises, promised, moment)) else {
                return "body lost"
            }
            for erased in promises.erased where erased.done <= moment {
                guard !here.contains(erased.sequence) else { return "came back" }
            }
            let receipted = Set(memory.waiting.filter(\.isReceipted).map(\.reference.sequence))
            for receipt in promises.receipted where receipt.moment <= moment {
                guard receipted.contains(receipt.sequence) || !here.contains(receipt.sequence)
                else {
                    return "receipt lost"
                }
            }
            let counter = promises.counters.last { $0.moment <= moment }?.end ?? 0
            guard try store.reserveCounters(count: 1).lowerBound >= counter else {
                return "counter twice"
            }
            return nil
        } catch {
            return "fault"
        }
    }

    /// What was promised and not being erased.
    private func expected(_ promises: Promises, _ promised: Int, _ moment: Int) -> Set<UInt64> {
        let erasing = promises.erased.filter { $0.began < moment }.map(\.sequence)
        return Set((1...UInt64(max(promised, 1))).prefix(promised)).subtracting(erasing)
    }

    private func violations(
        points: Int,
        _ layer: CrashLayer,
        _ promises: Promises,
        ignoring ignored: CrashReplay.Ignored = .nothing
    ) -> [String] {
        let replay = CrashReplay(of: layer, ignoring: ignored)
        let crashed = TemporaryFolder(inMemory: true)
        var violations: [String] = []
        for (index, moment) in CrashPoints.spread(points, over: layer.eventCount).enumerated() {
            replay.advance(to: moment)
            crashed.empty()
            #expect(replay.write(seed: UInt64(index), into: crashed.path))
            if let rule = broken(crashed, promises, at: moment) {
                violations.append("\(rule) at \(moment), seed \(index)")
            }
        }
        return violations
    }

    @Test func `F38 no power cut breaks a promise of the journal`() throws {
        let folder = TemporaryFolder(inMemory: true)
        let layer = CrashLayer()
        let promises = try live(folder, layer)
        let violations = violations(points: CrashPoints.simulated, layer, promises)
        #expect(violations.isEmpty, "\(violations.prefix(5))")
    }

    @Test(arguments: [CrashReplay.Ignored.logSyncs, .allSyncs])
    func `F38 the same power cuts find a sync that is missing`(
        ignored: CrashReplay.Ignored
    ) throws {
        let folder = TemporaryFolder(inMemory: true)
        let layer = CrashLayer()
        let promises = try live(folder, layer)
        #expect(violations(points: 100, layer, promises, ignoring: ignored).count > 10)
    }
}
