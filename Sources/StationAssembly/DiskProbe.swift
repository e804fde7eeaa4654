internal import DeviceThreads
internal import Glibc
internal import MeldpostCore

/// What looks at the disk for a self-test, as the loop sees it.
protocol ProbeDoor: Sendable {
    /// Looks at the disk, and returns at once; the answer is an input of the loop.
    ///
    /// - Parameter measuresWrites: whether to measure how long writes take.
    /// - Returns: whether there was room.
    func look(measuresWrites: Bool) -> Bool

    /// Stops looking, without an answer.
    func cancel()
}

/// The thread that looks at the disk of the journal.
///
/// It has a file of its own beside the journal, without a name, and never touches the journal: neither
/// the loop nor a record waits for it, but for the moment in which the disk does one write (P6). It
/// writes once in ten milliseconds, and stops when an alarm ends the self-test.
final class DiskProbe: ProbeDoor {
    /// How many writes are measured.
    static let writes = 100
    /// How long between two of them, in microseconds: records have the disk meanwhile.
    private static let pause: UInt32 = 10_000
    /// How long all of them may take.
    private static let limit = Duration.seconds(30)
    /// How much each writes: a page of the journal.
    private static let length = 4_096

    private enum Task: Sendable {
        case look(measuresWrites: Bool)
        case cancel
    }

    private let directory: String
    private let answers: Mailbox<LoopInput>
    private let tasks = Mailbox<Task>(capacities: [8])

    init(directory: String, answers: Mailbox<LoopInput>) {
        self.directory = directory
        self.answers = answers
    }

    func look(measuresWrites: Bool) -> Bool { tasks.post(.look(measuresWrites: measuresWrites)) }

    func cancel() { tasks.post(.cancel) }

    /// Works until ``close()``; for a thread of its own.
    func run() {
        while case .element(let task) = tasks.take() {
            guard case .look(let measuresWrites) = task else { continue }
            guard let facts = facts(measuresWrites: measuresWrites) else { continue }
            answers.post(.stimulus(.diskProbed(facts)), lane: LoopLane.answers.rawValue)
        }
    }

    /// Ends ``run()``.
    func close() { tasks.close() }

    /// What is found, or nothing where somebody wants it no more.
    private func facts(measuresWrites: Bool) -> DiskFacts? {
        var facts = DiskFacts()
        var status = statvfs()
        if statvfs(directory, &status) == 0 {
            facts.freeBytes = Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
            facts.isReadOnly = status.f_flag & UInt(ST_RDONLY) != 0
        }
        let wear = DiskWear(ofDiskBelow: directory)
        facts.wearPercent = wear.percent
        facts.isSpareLow = wear.isSpareLow
        guard measuresWrites, facts.freeBytes != nil else { return facts }
        guard let times = measure() else { return nil }
        facts.writes = WriteTimes(times)
        return facts
    }

    /// The times of the writes: none where the disk takes no write, nothing where nobody waits for
    /// them any more.
    private func measure() -> [Duration]? {
        let file = openNameless()
        guard file >= 0 else { return [] }
        defer { Glibc.close(file) }
        let page = [UInt8](repeating: 0, count: Self.length)
        let clock = ContinuousClock()
        let end = clock.now + Self.limit
        var times: [Duration] = []
        while times.count < Self.writes, clock.now < end {
            let start = clock.now
            guard pwrite(file, page, page.count, 0) == page.count, fdatasync(file) == 0 else {
                return []
            }
            times.append(clock.now - start)
            switch tasks.take(patience: .zero) {
            case .timeout: usleep(Self.pause)
            case .element, .closed: return nil
            }
        }
        return times
    }

    /// A new file that no name leads to, so that nothing of it is left after a crash; -1 where there
    /// can be none.
    ///
    /// Source: open(2), O_TMPFILE.
    private func openNameless() -> Int32 {
        let nameless = O_DIRECTORY | 0o20_000_000
        let file = open(directory, nameless | O_WRONLY | O_CLOEXEC, 0o600)
        guard file < 0, errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT else {
            return file
        }
        let path = directory + "/self-test"
        let named = open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if named >= 0 || errno == EEXIST { unlink(path) }
        return named
    }
}
