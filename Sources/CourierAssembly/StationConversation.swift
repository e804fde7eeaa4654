internal import CentreLink
internal import ControlProtocol
internal import DeviceThreads
internal import JournalLogging
internal import LocalSockets
internal import Logging
internal import MeldpostCore

/// One conversation with the station, from `attached` to the end of the socket.
///
/// ```
///  station socket ──▶ reader (a thread of its own) ──▶ one order per lane ──▶ lane tasks ──▶ frames
/// ```
///
/// A frame that the station does not take at once ends the conversation: the socket has room for
/// many exchanges, so a station that takes nothing has stopped.
struct StationConversation: Sendable {
    private let connection: LocalConnection
    private let identity: CourierIdentity?
    private let lanes: [ExchangeLane: Lane]
    private let log: Logger

    init(
        connection: LocalConnection,
        identity: CourierIdentity?,
        lanes: [ExchangeLane: Lane],
        log: Logger
    ) {
        self.connection = connection
        self.identity = identity
        self.lanes = lanes
        self.log = log
    }

    /// Talks until the station hangs up or the task is cancelled.
    func run() async {
        guard send(.attached(version: CourierFrame.version)) else { return }
        if let identity {
            guard send(.identity(identity)) else { return }
        }
        let inlets = lanes.mapValues { _ in LaneInlet() }
        await withTaskGroup(of: Void.self) { group in
            for (name, lane) in lanes {
                guard let inlet = inlets[name] else { continue }
                group.addTask(executorPreference: lane.thread) { await carry(lane, inlet) }
            }
            group.addTask {
                await withTaskCancellationHandler {
                    await DedicatedThread.run(name: "station") { read(inlets) }
                } onCancel: {
                    connection.close()
                }
            }
            // Whoever ends first ends all: the reader with the socket, or everybody when cancelled.
            await group.next()
            connection.close()
            group.cancelAll()
        }
        for lane in lanes.values { await lane.disconnect() }
    }

    /// Reads orders until the socket ends, and blocks meanwhile.
    private func read(_ inlets: [ExchangeLane: LaneInlet]) {
        defer { for inlet in inlets.values { inlet.finish() } }
        do throws(LocalSocketError) {
            while let packet = try connection.receive() {
                guard accept(packet, inlets) else { return }
            }
        } catch {
            log.warning(
                "the station's socket failed, continuing",
                metadata: ["fault": "\(public: error.faultCode)"]
            )
        }
    }

    /// Takes one packet; `false` when it is not one of the station's.
    private func accept(_ packet: [UInt8], _ inlets: [ExchangeLane: LaneInlet]) -> Bool {
        let frame: CourierFrame
        do throws(ControlRefusal) {
            frame = try CourierFrame(decoding: packet)
        } catch {
            log.error(
                "a frame of the station was refused, hanging up",
                metadata: ["fault": "\(public: error.faultCode)"]
            )
            return false
        }
        guard case .order(let number, let lane, let time, let isConfirmed, let cell) = frame else {
            log.error("the station sent a frame that is the courier's, hanging up")
            return false
        }
        let order = LaneOrder(
            number: number,
            time: ConfirmedTime(
                lowerBound: UnixTime(milliseconds: time),
                isConfirmed: isConfirmed
            ),
            cell: cell
        )
        guard let inlet = inlets[lane] else { return false }
        if lane == .panic {
            inlet.replace(with: order)
        } else if !inlet.offer(order) {
            // The station never orders twice at once here; what is under way goes on. It is no
            // line for the log, which would tell one slot from another.
            log.debug("an order came for a busy lane, refused")
            return send(.failed(number: number, .timedOut))
        }
        return true
    }

    /// Carries what comes in at `inlet`.
    private func carry(_ lane: Lane, _ inlet: LaneInlet) async {
        for await order in inlet.orders {
            let frame = await carry(order, lane, inlet.begin(order.number))
            inlet.release(order.number)
            guard !Task.isCancelled, send(frame) else { return }
        }
    }

    /// Carries `order` until it is done or another one takes its place.
    private func carry(
        _ order: LaneOrder,
        _ lane: Lane,
        _ replaced: AsyncStream<Void>
    ) async -> CourierFrame {
        await withTaskGroup(of: CourierFrame?.self) { group in
            let number = order.number
            group.addTask { await lane.carry(order) { send(.sent(number: number)) } }
            group.addTask {
                for await _ in replaced {}
                return nil
            }
            var frame: CourierFrame?
            // Whichever ends first ends the other one.
            while let ended = await group.next() {
                frame = frame ?? ended
                group.cancelAll()
            }
            guard let frame else { preconditionFailure("whoever carries an order gives a frame") }
            return frame
        }
    }

    /// Gives a frame to the station without waiting; `false` and the end when it does not take it.
    @discardableResult
    private func send(_ frame: CourierFrame) -> Bool {
        do throws(LocalSocketError) {
            try connection.send(frame.encoded(), limit: .zero)
            return true
        } catch {
            connection.close()
            return false
        }
    }
}
