internal import DeviceThreads
internal import JournalStore
internal import MeldpostCore
internal import RecordFormat

/// The journal's own thread: it seals, appends, reads and erases, in the order of asking.
///
/// The disk may take as long as it likes: the loop, and with it panic, does not wait for it.
final class JournalKeeper: JournalDoor {
    /// How many orders wait at most; the loop is told at once when there is no room.
    static let capacity = 4_096

    /// How many cell counters are reserved at a time: 1,024 last about six hours at one exchange
    /// every 20 s, so four commits a day.
    static let counterBlock: UInt64 = 1_024

    /// How long to wait before a journal that could not be opened is tried again.
    static let pauseBetweenAttempts = Duration.seconds(5)

    /// What the keeper is told once.
    struct Setting: Sendable {
        var directory: String
        var limits: JournalLimits
        var station: StationID
        var key: SigningKey
        var recipients: [RecipientSet]
        var listNumber: UInt64
        /// Whether the journal stays shut: something in it may be what ends the station (F62).
        var isShut = false
    }

    private let setting: Setting
    private let orders = Mailbox<JournalOrder>(capacities: [capacity])
    private let answers: Mailbox<LoopInput>

    init(_ setting: Setting, answers: Mailbox<LoopInput>) {
        self.setting = setting
        self.answers = answers
    }

    @discardableResult
    func post(_ order: JournalOrder) -> Bool {
        orders.post(order)
    }

    /// Lets the thread end once all that was asked for is done.
    func close() {
        orders.close()
    }

    /// Opens the journal and carries out the orders; returns when the keeper is closed.
    func run() {
        guard var work = openJournal() else { return }
        while case .element(let order) = orders.take() {
            work.perform(order)
        }
    }

    /// Opens the journal, for as long as it takes.
    ///
    /// Until it is open, the orders are answered with the fault, so that nothing waits in vain.
    private func openJournal() -> JournalWork? {
        while true {
            if setting.isShut {
                tell(.stimulus(.journalFailed(.other)))
                guard refuseOrders(because: .other) else { return nil }
                continue
            }
            do throws(JournalFault) {
                let store = try JournalStore(
                    directory: setting.directory,
                    station: setting.station,
                    limits: setting.limits
                )
                let work = try JournalWork(store, setting, answers: answers)
                return work
            } catch {
                guard error.fault != .fromTheFuture else {
                    tell(.journalRefused)
                    return nil
                }
                tell(.stimulus(.journalFailed(error.fault)))
                guard refuseOrders(because: error.fault) else { return nil }
            }
        }
    }

    private func refuseOrders(because fault: StoreFault) -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + Self.pauseBetweenAttempts
        while clock.now < end {
            switch orders.take(patience: end - clock.now) {
            case .element(.store(let request)):
                tell(.stimulus(.storeFailed(ticket: request.ticket, fault)))
            case .element(.readPiece(let order, _)): tell(.pieceRead(order, .failed))
            case .element(.reserveCounters): tell(.countersNotReserved)
            case .element(.checkStatement(_, let number)):
                tell(.statementChecked(.undecided, number: number))
            case .element(.installKeyList(_, _, let number)): tell(.statementUndone(number: number))
            case .element: break
            case .timeout: return true
            case .closed: return false
            }
        }
        return true
    }

    private func tell(_ input: LoopInput) {
        answers.post(input, lane: LoopLane.answers.rawValue)
    }
}
