internal import ControlProtocol
internal import DeviceThreads
internal import LocalSockets

/// The socket at which the courier fetches finished cells.
///
/// One courier at a time: a new one takes the place of the one before, which can only be a courier
/// that was restarted before its end was seen.
final class CourierDoor: Sendable {
    private let listener: LocalListener
    private let inputs: Mailbox<LoopInput>

    init(path: String, owner: PeerRule, inputs: Mailbox<LoopInput>) throws(LocalSocketError) {
        listener = try LocalListener(path: path, mode: 0o660, backlog: 1, rule: owner)
        self.inputs = inputs
    }

    /// Serves one courier after the other until the door is closed.
    func run() {
        while let connection = listener.acceptPatiently() {
            guard inputs.post(.courierConnected(connection), lane: LoopLane.courier.rawValue) else {
                connection.close()
                continue
            }
            // The reader of the connection before ends by itself: the loop closes its connection.
            _ = DedicatedThread(name: "courier-read") { [inputs] in
                Self.read(connection, into: inputs)
            }
        }
    }

    /// Closes the socket; `run` returns.
    func close() {
        listener.close()
    }

    private static func read(_ connection: LocalConnection, into inputs: Mailbox<LoopInput>) {
        let lane = LoopLane.courier.rawValue
        while let packet = try? connection.receive() {
            // A frame that cannot be read ends the connection: the courier starts afresh.
            guard let frame = try? CourierFrame(decoding: packet) else { break }
            guard inputs.post(.courierFrame(frame, from: connection), lane: lane) else { break }
        }
        connection.close()
        inputs.post(.courierGone(connection), lane: lane)
    }
}
