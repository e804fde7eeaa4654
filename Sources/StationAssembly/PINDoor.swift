internal import DeviceThreads
internal import MeldpostCore
internal import RecordFormat

/// What compares PINs, as the loop sees it.
protocol PINDoor: Sendable {
    /// Asks for `task`, and returns at once; the answer is an input of the loop.
    ///
    /// - Returns: whether there was room.
    func post(_ task: PINTask) -> Bool
}

/// Something that takes scrypt its time.
enum PINTask: Sendable {
    case check(PINCheck)
    case make(PINOrder)
}

/// The thread that compares PINs: one at a time, so that it never takes more memory than one needs.
final class PINKeeper: PINDoor {
    /// The dialogue has one under way; a few more are of workers who signed out while it worked.
    private let tasks = Mailbox<PINTask>(capacities: [4])
    private let hasher: PINHasher
    private let answers: Mailbox<LoopInput>

    init(_ hasher: PINHasher, answers: Mailbox<LoopInput>) {
        self.hasher = hasher
        self.answers = answers
    }

    func post(_ task: PINTask) -> Bool { tasks.post(task) }

    /// Works until ``close()``; for a thread of its own.
    func run() {
        while case .element(let task) = tasks.take() {
            let stimulus: Stimulus =
                switch task {
                case .check(let check):
                    .pinChecked(number: check.number, hasher.verdict(of: check))
                case .make(let order):
                    .verifierMade(number: order.number, hasher.verifier(of: order.pin))
                }
            answers.post(.stimulus(stimulus), lane: LoopLane.answers.rawValue)
        }
    }

    /// Ends ``run()``.
    func close() { tasks.close() }
}
