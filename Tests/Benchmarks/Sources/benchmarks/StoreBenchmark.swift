import Glibc
import JournalStore
import MeldpostCore
import RecordFormat

/// The journal's commit beside the bare floor, and sealing.
struct StoreBenchmark {
    let bench: Bench
    let folder: String

    /// Rounds of commits and bare writes in turn, so that both see the same machine.
    private static let rounds = 5
    private static let commitsPerRound = 200

    /// Measures both.
    func run() throws -> [Goal] {
        let sealing = try (0..<500).map { _ in try Timing.of { _ = try bench.seal() } }
        var store = try JournalStore(directory: folder, station: bench.station)
        let journal = store.journal
        let descriptor = open("\(folder)/bare", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        var (commits, writes): ([Duration], [Duration]) = ([], [])
        for _ in 0..<Self.rounds {
            for _ in 0..<Self.commitsPerRound {
                let record = try bench.seal()
                var bytes: [UInt8] = []
                let commit = try Timing.of {
                    _ = try store.append(terms: [.decideOnSteps]) {
                        (sequence, previous) in
                        let entry = bench.entry(
                            record,
                            journal: journal,
                            sequence: sequence,
                            previous: previous
                        )
                        bytes = entry.encoded()
                        return entry
                    }
                }
                commits.append(commit)
                writes.append(
                    Timing.of {
                        precondition(write(descriptor, bytes, bytes.count) == bytes.count)
                        precondition(fdatasync(descriptor) == 0)
                    }
                )
            }
        }
        close(descriptor)
        let (commit, bare) = (Timing(commits), Timing(writes))
        let ratio = commit.percentile(50) / bare.percentile(50)
        print("seal one record of a visit: \(Timing(sealing).words)")
        print("commit of one entry: \(commit.words)")
        print("bare write and fdatasync of the same bytes: \(bare.words)")
        return [
            Goal(
                name: "commit beside the bare floor, at p50",
                figure: "\((ratio * 100).rounded() / 100)",
                goal: "at most 3",
                isMet: ratio <= 3
            )
        ]
    }
}
