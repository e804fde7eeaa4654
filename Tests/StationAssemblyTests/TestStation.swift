import ControlProtocol
import DeviceThreads
import Foundation
import JournalLogging
import JournalStore
import LocalSockets
import Logging
import MeldpostCore
import ProgramKit
import RecordFormat
import Synchronization

@testable import StationAssembly

/// A whole station in this process: the real loop, journal and sockets; only the panel is a list.
final class TestStation: Sendable {
    /// A panel that writes down what it is told.
    final class Panel: PanelDoor {
        private let effects = Mutex<[Effect]>([])
        private let tones = Mutex<[ContinuousClock.Instant]>([])

        func perform(_ effect: Effect) {
            if effect == .soundKeyTone { tones.withLock { $0.append(.now) } }
            effects.withLock { $0.append(effect) }
        }

        /// When each tone of a key was ordered.
        var toneTimes: [ContinuousClock.Instant] { tones.withLock { $0 } }

        var all: [Effect] { effects.withLock { $0 } }
    }

    let centre = Centre()
    private let base = TemporaryFolder()
    var folder: String { base.path }
    let panel = Panel()
    let inputs = Mailbox<LoopInput>(capacities: LoopLane.allCases.map(\.capacity))
    private let courier: CourierDoor
    private let control: ControlDoor
    private let keeper: JournalKeeper
    private let threads = Mutex<[DedicatedThread]>([])

    var courierPath: String { folder + "/courier.sock" }
    var controlPath: String { folder + "/control.sock" }
    var journalPath: String { folder + "/state" }

    static let questionnaire: Questionnaire = {
        let data = Data(PackageResources.questionnaire_json)
        // swift-format-ignore
        return try! JSONDecoder().decode(Questionnaire.self, from: data)
    }()

    init(withJournal: Bool = true, slot: Duration = .milliseconds(200)) throws {
        let folder = base.path
        courier = try CourierDoor(
            path: folder + "/courier.sock",
            owner: .ourselves,
            inputs: inputs
        )
        control = try ControlDoor(
            path: folder + "/control.sock",
            group: .ourselves,
            inputs: inputs
        )
        var ring = KeyRing(rootKey: centre.root.publicKey)
        _ = ring.install(try centre.keyList())
        keeper = JournalKeeper(
            JournalKeeper.Setting(
                directory: folder + "/state",
                limits: JournalLimits(reserveBytes: 1 << 17),
                station: centre.stationID,
                key: centre.station,
                recipients: try centre.keyList().recipientSets,
                listNumber: 1
            ),
            answers: inputs
        )
        let machine = StationMachine(
            configuration: StationConfiguration(
                island: .bonaire,
                slot: slot,
                questionnaire: Self.questionnaire,
                softwareVersion: "test",
                panelKind: "test"
            ),
            seed: 7
        )
        let configured = try centre.signedKeyList()
        let (cells, started) = (CellMaker(station: centre.stationID, key: centre.station), ring)
        let (inputs, keeper, panel) = (inputs, keeper, panel)
        let (courier, control) = (courier, control)
        let pins = PINKeeper(PINHasher(key: SigningKey()), answers: inputs)
        threads.withLock { threads in
            threads = [
                DedicatedThread(name: "loop") {
                    var loop = StationLoop(
                        machine: machine,
                        ring: started,
                        listStatement: configured,
                        cells: cells,
                        inputs: inputs,
                        journal: keeper,
                        panel: panel,
                        pins: pins,
                        areTextsApproved: true,
                        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                    )
                    _ = loop.run()
                },
                DedicatedThread(name: "courier") { courier.run() },
                DedicatedThread(name: "control") { control.run() },
            ]
            if withJournal {
                threads.append(DedicatedThread(name: "journal") { keeper.run() })
            }
        }
    }

    /// Ends the station as SIGTERM does.
    func stop() {
        inputs.post(.stopWanted, lane: 0)
        courier.close()
        control.close()
        threads.withLock { threads in
            threads.first?.join()
            keeper.close()
            for thread in threads.dropFirst() { thread.join() }
            threads = []
        }
    }

    func feed(_ stimulus: Stimulus, lane: LoopLane = .panel) {
        inputs.post(.stimulus(stimulus), lane: lane.rawValue)
    }

    /// Waits until `condition` holds, at most some seconds.
    func wait(until condition: () throws -> Bool) rethrows -> Bool {
        for _ in 0..<400 {
            if try condition() { return true }
            usleep(5_000)
        }
        return false
    }

    func status() throws -> StatusReport? {
        let connection = try LocalConnection.connect(path: controlPath)
        try connection.send(try StatusRequest(.status).encoded())
        return try connection.receive(limit: .seconds(10)).map(StatusReport.init(decoding:))
    }
}

/// The courier's side of the socket, played by a test.
struct TestCourier {
    let connection: LocalConnection

    struct Order {
        var number: UInt64
        var lane: ExchangeLane
        var cell: UpCell
        var isTimeConfirmed: Bool
    }

    init(_ station: TestStation) throws {
        connection = try LocalConnection.connect(path: station.courierPath)
        try connection.send(CourierFrame.attached(version: CourierFrame.version).encoded())
    }

    func nextOrder() throws -> Order? {
        guard let packet = try connection.receive(limit: .seconds(10)),
            case .order(let number, let lane, _, let isConfirmed, let cell) =
                try CourierFrame(decoding: packet)
        else { return nil }
        return Order(
            number: number,
            lane: lane,
            cell: try UpCell(decoding: cell),
            isTimeConfirmed: isConfirmed
        )
    }

    func answer(_ order: Order, with cell: [UInt8]) throws {
        try connection.send(CourierFrame.sent(number: order.number).encoded())
        try connection.send(CourierFrame.answered(number: order.number, cell: cell).encoded())
    }
}
