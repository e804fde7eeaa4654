internal import ControlProtocol
internal import DeviceThreads
internal import LocalSockets

/// The socket at which the courier fetches finished cells.
///
/// One courier at a time: a new one takes the place of the one before, which can only be a courier
/// that was restarted before its end was seen.
final class CourierDoor: Sendable {
    private let listener: PatientListener
    private let inputs: Mailbox<LoopInput>
    private let startReader: ReaderStart

    /// Starts the thread that reads a connection.
    typealias ReaderStart =
        @Sendable (@escaping @Sendable () -> Void) throws(ThreadFault) -> DedicatedThread

    init(
        path: String,
        owner: PeerRule,
        inputs: Mailbox<LoopInput>,
        startReader: @escaping ReaderStart = { body throws(ThreadFault) in
            try DedicatedThread(trying: "courier-read", body)
        }
    ) throws(LocalSocketError) {
        self.startReader = startReader
        listener = try PatientListener { () throws(LocalSocketError) in
            try LocalListener(path: path, mode: 0o660, backlog: 1, rule: owner)
        }
        self.inputs = inputs
    }

    /// Why its socket could not be made at first; it is tried again.
    var firstFault: LocalSocketError? { listener.firstFault }

    /// Serves one courier after the other until the door is closed.
    func run() {
        while let connection = listener.accept() {
            let lane = LoopLane.courier.rawValue
            guard inputs.post(.courierConnected(connection), lane: lane) else {
                connection.close()
                continue
            }
            do throws(ThreadFault) {
                // The reader of the connection before ends by itself: the loop closes its
                // connection.
                _ = try startReader { [inputs] in Self.read(connection, into: inputs) }
            } catch {
                // The courier calls again in a second, and there may be a thread then.
                connection.close()
                inputs.post(.courierGone(connection), lane: lane)
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
