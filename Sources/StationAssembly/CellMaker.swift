internal import MeldpostCore
internal import RecordFormat

/// Makes and signs the cells that leave the box.
///
/// It holds what every cell tells of the box: the chain's head, a counter that only grows, and
/// which statement of the centre is wanted next.
struct CellMaker {
    let station: StationID
    /// The station's key; without it nothing is made, and nothing leaves.
    let key: SigningKey?
    private var journal = JournalID.zero
    private var head = ChainHead(sequence: 0, digest: .zero)
    private var counters: Range<UInt64> = 0..<0
    private var random = SystemRandomNumberGenerator()

    init(station: StationID, key: SigningKey?) {
        self.station = station
        self.key = key
    }

    /// How many counters are left before more must be reserved.
    var remainingCounters: Int { counters.count }

    /// Takes over the chain and the counters of a journal that was opened.
    mutating func open(_ snapshot: JournalSnapshot) {
        journal = snapshot.memory.journal
        head = snapshot.head
        counters = snapshot.counters
    }

    /// Notes a new head of the chain.
    mutating func advance(to head: ChainHead) {
        self.head = head
    }

    /// Takes over a block of counters; what was left of the one before is skipped.
    mutating func reserve(_ counters: Range<UInt64>) {
        self.counters = counters
    }

    /// Makes a cell with `load`, or nothing where no counter is left, or there is no key.
    ///
    /// A panic signal has counter zero: it goes its own way, may overtake other cells, and is known
    /// again by its incident and number.
    mutating func make(_ load: UpLoad, wanting delivery: DeliveryCursor) -> UpCell? {
        guard let key else { return nil }
        var counter: UInt64 = 0
        if case .panic = load {
        } else {
            guard let next = counters.popFirst() else { return nil }
            counter = next
        }
        return UpCell.make(
            station: station,
            journal: journal,
            headSequence: head.sequence,
            headDigest: head.digest,
            counter: counter,
            nonce: RandomID<Nonce>(using: &random).bytes,
            deliveryWanted: delivery.number,
            deliveryOffset: UInt32(delivery.bytes.count),
            load: load,
            key: key
        )
    }

    /// Signs a panic signal, or gives nothing where there is no key.
    func sign(_ notice: PanicNotice) -> PanicSignal? {
        key.map { PanicSignal.make(station: station, journal: journal, notice: notice, key: $0) }
    }
}

/// What a nonce's random bytes name: one cell.
enum Nonce {}
