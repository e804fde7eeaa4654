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

    /// How long to wait at most before a new journal is begun in place of one that was found damaged
    /// while it was in use.
    ///
    /// The first is begun at once. On a disk that damages each, the pause doubles from
    /// ``pauseBetweenAttempts``: the files that are set aside must not fill it.
    static let longestPause = Duration.seconds(3_600)

    /// What the keeper is told once.
    struct Setting: Sendable {
        var directory: String
        var limits: JournalLimits
        var station: StationID
        var key: SigningKey
        var recipients: [RecipientSet]
        var listNumber: UInt64
    }

    /// Nothing where the journal stays shut: something in it may be what ends the station (F62), or
    /// there is no key to sign entries with.
    private let setting: Setting?
    private let orders = Mailbox<JournalOrder>(capacities: [capacity])
    private let answers: Mailbox<LoopInput>

    init(_ setting: Setting?, answers: Mailbox<LoopInput>) {
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
    ///
    /// A journal that is found damaged while it is in use is set aside and a new one begun, as at a
    /// start (DESIGN 6): intake stays possible because records land again.
    func run() {
        guard let setting else { return stayShut() }
        var overdue = OverdueChanges()
        var keys = RecipientsInUse(sets: setting.recipients, listNumber: setting.listNumber)
        var pause = Duration.zero
        var isDamaged = false
        while true {
            guard var work = openJournal(setting, settingAside: isDamaged, overdue, &keys) else {
                return
            }
            repeat {
                switch orders.take() {
                case .element(let order): work.perform(order)
                case .timeout: preconditionFailure("a wait without an end has none")
                case .closed: return
                }
            } while !work.isBeyondRepair
            isDamaged = true
            overdue = work.overdue
            keys = work.keys
            guard wait(pause, &keys) else { return }
            pause = max(Self.pauseBetweenAttempts, min(pause * 2, Self.longestPause))
        }
    }

    /// Waits with a journal that was found damaged; false when the keeper was closed.
    private func wait(_ pause: Duration, _ keys: inout RecipientsInUse) -> Bool {
        guard pause > .zero else { return true }
        tell(.stimulus(.journalFailed(.damaged)))
        return refuseOrders(because: .damaged, for: pause, &keys)
    }

    /// Refuses every order until the keeper is closed.
    private func stayShut() {
        var keys = RecipientsInUse(sets: [], listNumber: 0)
        repeat {
            tell(.stimulus(.journalFailed(.other)))
        } while refuseOrders(because: .other, for: Self.pauseBetweenAttempts, &keys)
    }

    /// Opens the journal, for as long as it takes.
    ///
    /// Until it is open, the orders are answered with the fault, so that nothing waits in vain.
    private func openJournal(
        _ setting: Setting,
        settingAside isDamaged: Bool,
        _ overdue: OverdueChanges,
        _ keys: inout RecipientsInUse
    ) -> JournalWork? {
        var isDamaged = isDamaged
        while true {
            do throws(JournalFault) {
                let store = try JournalStore(
                    directory: setting.directory,
                    station: setting.station,
                    limits: setting.limits,
                    setsAside: isDamaged
                )
                let work = try JournalWork(
                    store,
                    setting,
                    answers: answers,
                    overdue: overdue,
                    keys: keys
                )
                return work
            } catch {
                // What is there the next time may be the new one, which could not be opened; a file
                // that opens and shows its damage then is set aside too.
                isDamaged = !isDamaged && error.fault == .damaged && error.operation != .open
                guard error.fault != .fromTheFuture else {
                    tell(.journalRefused)
                    return nil
                }
                tell(.stimulus(.journalFailed(error.fault)))
                let pause = Self.pauseBetweenAttempts
                guard refuseOrders(because: error.fault, for: pause, &keys) else { return nil }
            }
        }
    }

    /// Refuses orders for a time; false when the keeper was closed.
    ///
    /// A key list that is to be used goes into `keys` all the same: it needs no journal.
    private func refuseOrders(
        because fault: StoreFault,
        for pause: Duration,
        _ keys: inout RecipientsInUse
    ) -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + pause
        while clock.now < end {
            switch orders.take(patience: end - clock.now) {
            case .element(.store(let request)):
                tell(.stimulus(.storeFailed(ticket: request.ticket, fault)))
            case .element(.readPiece(let order, _)): tell(.pieceRead(order, .failed))
            case .element(.reserveCounters): tell(.countersNotReserved)
            case .element(.checkStatement(_, let number)):
                tell(.statementChecked(.undecided, number: number))
            case .element(.installKeyList(_, _, let number)): tell(.statementUndone(number: number))
            case .element(.useKeyList(let list)):
                keys = RecipientsInUse(sets: list.recipientSets, listNumber: list.number)
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
