import ControlProtocol
import DeviceThreads
import Foundation
import LocalSockets
import Logging
import MeldpostCore
import ProgramKit
import RecordFormat
import StrictConfiguration
import Synchronization
import Testing

@testable import StationAssembly

/// The loop without its threads: inputs go in by hand, what it asks of the journal comes out.
final class LoopBench {
    /// A journal that writes down what it is asked for, and is full where a test says so.
    final class Journal: JournalDoor {
        private let state = Mutex((orders: [JournalOrder](), hasRoom: true))

        func post(_ order: JournalOrder) -> Bool {
            state.withLock { state in
                if state.hasRoom { state.orders.append(order) }
                return state.hasRoom
            }
        }

        var orders: [JournalOrder] { state.withLock { $0.orders } }

        func setRoom(_ hasRoom: Bool) {
            state.withLock { $0.hasRoom = hasRoom }
        }
    }

    /// The numbers up to which the delivery was saved, in order.
    var savedDeliveries: [UInt64] {
        journal.orders.compactMap { order in
            if case .saveDelivery(let number) = order { number } else { nil }
        }
    }

    static let journalID = JournalID.zero

    let centre = Centre()
    let journal = Journal()
    var loop: StationLoop
    private var readOrders = 0
    private let base = TemporaryFolder()
    private var folder: String { base.path }
    private let listener: LocalListener
    private let near: LocalConnection
    private let far: LocalConnection

    init(
        areTextsApproved: Bool = true,
        listNumber: UInt64? = 1,
        hasKey: Bool = true,
        service: StationService = .unwatched
    ) throws {
        let folder = base.path
        listener = try LocalListener(path: folder + "/s", mode: 0o600, backlog: 1)
        near = try LocalConnection.connect(path: folder + "/s")
        far = try listener.accept()
        var ring = KeyRing(rootKey: centre.root.publicKey)
        var statement: [UInt8]?
        if let listNumber {
            _ = ring.install(try centre.keyList(number: listNumber))
            statement = try centre.signedKeyList(number: listNumber)
        }
        loop = StationLoop(
            machine: StationMachine(
                configuration: StationConfiguration(
                    island: .bonaire,
                    slot: .milliseconds(200),
                    questionnaire: TestStation.questionnaire,
                    softwareVersion: "test",
                    panelKind: "test"
                ),
                seed: 7
            ),
            ring: ring,
            listStatement: statement,
            cells: CellMaker(station: centre.stationID, key: hasKey ? centre.station : nil),
            inputs: Mailbox<LoopInput>(capacities: LoopLane.allCases.map(\.capacity)),
            journal: journal,
            panel: TestStation.Panel(),
            pins: PINKeeper(PINHasher(key: centre.station), answers: Mailbox(capacities: [1])),
            areTextsApproved: areTextsApproved,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            service: service
        )
        let refusal = ConfigurationRefusal(file: "test", rule: .mustNotBeEmpty)
        if !hasKey { loop.texts.refusals[.stationKeyRefused] = refusal }
        if listNumber == nil { loop.texts.refusals[.keyListRefused] = refusal }
        loop.begin()
        loop.handle(.courierConnected(far))
        tellCourier(.attached(version: CourierFrame.version))
        open()
        loop.handle(.countersReserved(1..<1_025))
    }

    deinit {
        near.close()
        listener.close()
    }

    /// The journal was opened with `memory`.
    func open(
        _ memory: StationMemory = LoopBench.memory(),
        isSetAside: Bool = false,
        deliveryWanted: UInt64 = 1,
        keyList: [UInt8]? = nil
    ) {
        loop.handle(
            .journalOpened(
                JournalSnapshot(
                    memory: memory,
                    head: ChainHead(sequence: 0, digest: .zero),
                    counters: 0..<0,
                    deliveryWanted: deliveryWanted,
                    keyList: keyList,
                    isSetAside: isSetAside,
                    quarantinedCount: 0
                )
            )
        )
    }

    static func memory() -> StationMemory {
        StationMemory(journal: journalID, timeBound: UnixTime(milliseconds: 1_780_000_000_000))
    }

    func tellCourier(_ frame: CourierFrame) {
        loop.handle(.courierFrame(frame, from: far))
    }

    func isRaised(_ condition: Condition) -> Bool { loop.machine.health.isRaised(condition) }

    /// The next cell of the pace, at most some slots of 200 ms away.
    func nextOrder(within slots: Int = 5) throws -> TestCourier.Order? {
        for _ in 0..<(slots * 40) {
            loop.advance()
            answerReading()
            if let order = try receive(limit: .milliseconds(5)) { return order }
        }
        return nil
    }

    /// Reads the piece that the loop asked for last, of an entry of 2,000 bytes.
    private func answerReading() {
        let orders = journal.orders
        guard orders.count > readOrders, case .readPiece(let order, let count)? = orders.last else {
            return
        }
        readOrders = orders.count
        let bytes = [UInt8](repeating: 5, count: count)
        loop.handle(.pieceRead(order, .piece(total: 2_000, bytes: bytes)))
    }

    /// Lets the centre answer the next cell.
    ///
    /// - Returns: the cell.
    @discardableResult
    func exchange(
        saying statement: Statement? = nil,
        number: UInt64 = 0,
        verdict: DownCell.Verdict = .accepted
    ) throws -> UpCell {
        let piece = statement.map { DownCell.Delivery(of: $0.encoded(), number: number) }
        return try exchange(delivering: piece, verdict: verdict)
    }

    /// Lets the centre answer the next cell with a piece of a statement.
    @discardableResult
    func exchange(
        delivering piece: DownCell.Delivery?,
        verdict: DownCell.Verdict = .accepted
    ) throws -> UpCell {
        let order = try #require(try nextOrder())
        answer(order, delivering: piece, verdict: verdict)
        return order.cell
    }

    /// Answers a cell that left before what a test did last: on a machine that stood still its slot may
    /// have come in the step before.
    func answerEarlier() throws {
        if let order = try receive(limit: .milliseconds(1)) { answer(order) }
    }

    private func answer(
        _ order: TestCourier.Order,
        delivering piece: DownCell.Delivery? = nil,
        verdict: DownCell.Verdict = .accepted
    ) {
        let answer = centre.answer(order.cell, delivering: piece, verdict: verdict)
        tellCourier(.sent(number: order.number))
        tellCourier(.answered(number: order.number, cell: answer))
    }

    private func receive(limit: Duration) throws -> TestCourier.Order? {
        guard let packet = try? near.receive(limit: limit),
            case .order(let number, let lane, _, let isConfirmed, let cell) =
                try CourierFrame(decoding: packet)
        else { return nil }
        return TestCourier.Order(
            number: number,
            lane: lane,
            cell: try UpCell(decoding: cell),
            isTimeConfirmed: isConfirmed
        )
    }
}
