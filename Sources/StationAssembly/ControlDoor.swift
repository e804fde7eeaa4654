internal import ControlProtocol
internal import DeviceThreads
internal import LocalSockets

/// The socket at which the technician's programs ask for the status.
///
/// One question at a time: there is one technician, and a status costs microseconds.
final class ControlDoor: Sendable {
    /// How long the loop may take for an answer before the technician is told nothing.
    private static let patience = Duration.seconds(5)

    private let listener: LocalListener
    private let inputs: Mailbox<LoopInput>

    init(path: String, group: PeerRule, inputs: Mailbox<LoopInput>) throws(LocalSocketError) {
        listener = try LocalListener(path: path, mode: 0o660, backlog: 4, rule: group)
        self.inputs = inputs
    }

    /// Answers one question after the other until the door is closed.
    func run() {
        while let connection = listener.acceptPatiently() {
            answer(on: connection)
            connection.close()
        }
    }

    /// Closes the socket; `run` returns.
    func close() {
        listener.close()
    }

    private func answer(on connection: LocalConnection) {
        guard let packet = try? connection.receive(limit: Self.patience),
            (try? StatusRequest(decoding: packet)) != nil
        else { return }
        let reply = Mailbox<StatusReport>(capacities: [1])
        inputs.post(.statusWanted(reply), lane: LoopLane.answers.rawValue)
        guard case .element(let report) = reply.take(patience: Self.patience) else { return }
        guard let bytes = try? report.encoded() else { return }
        try? connection.send(bytes)
    }
}
