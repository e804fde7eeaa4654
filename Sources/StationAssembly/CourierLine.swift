internal import ControlProtocol
internal import LocalSockets
internal import MeldpostCore
internal import RecordFormat

/// The line to the courier: what is under way on each lane, and with which nonce.
struct CourierLine {
    /// A cell that waits for its answer.
    struct CellUnderWay: Sendable {
        var number: UInt64
        var nonce: [UInt8]
        var orderedAt: Instant
    }

    private var connection: LocalConnection?
    private var underWay: [ExchangeLane: CellUnderWay] = [:]

    /// Whether a courier is connected.
    var isConnected: Bool { connection != nil }

    /// Takes `connection` as the line; the one before is closed.
    mutating func connect(_ connection: LocalConnection) {
        self.connection?.close()
        self.connection = connection
        underWay = [:]
    }

    /// Whether `connection` is the line now.
    func isCurrent(_ connection: LocalConnection) -> Bool {
        self.connection === connection
    }

    /// Forgets the line.
    mutating func disconnect() {
        connection?.close()
        connection = nil
        underWay = [:]
    }

    /// Gives a cell to the courier.
    ///
    /// - Returns: whether the courier took it.
    mutating func send(
        _ cell: UpCell,
        for order: ExchangeOrder,
        time: TimeKeeper,
        at now: Instant
    ) -> Bool {
        guard let connection else { return false }
        let frame = CourierFrame.order(
            number: order.number,
            lane: order.lane,
            confirmedTimeMilliseconds: time.earliest(at: now).milliseconds,
            isTimeConfirmed: time.trust(at: now) == .confirmed,
            cell: cell.encoded()
        )
        guard (try? connection.send(frame.encoded(), limit: .zero)) != nil else { return false }
        underWay[order.lane] = CellUnderWay(
            number: order.number,
            nonce: cell.nonce,
            orderedAt: now
        )
        return true
    }

    /// Takes the cell `number` off its lane, if it is still the one under way there.
    mutating func finish(_ number: UInt64) -> CellUnderWay? {
        guard let (lane, cell) = underWay.first(where: { $0.value.number == number }) else {
            return nil
        }
        underWay[lane] = nil
        return cell
    }
}
