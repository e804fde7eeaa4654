internal import ControlProtocol
internal import DeviceThreads
internal import LocalSockets

/// The socket at which the technician's programs ask.
///
/// A status is answered here, one after the other: there is one technician, and it costs microseconds.
/// Whatever lasts longer has a thread of its own, so that a status never waits for it.
final class ControlDoor: Sendable {
    /// How long the loop may take for an answer before the technician is told nothing.
    private static let patience = Duration.seconds(5)
    /// How many conversations last at a time.
    private static let conversations = 4

    private let listener: PatientListener
    private let inputs: Mailbox<LoopInput>

    init(path: String, group: PeerRule, inputs: Mailbox<LoopInput>) throws(LocalSocketError) {
        listener = try PatientListener { () throws(LocalSocketError) in
            try LocalListener(path: path, mode: 0o660, backlog: 4, rule: group)
        }
        self.inputs = inputs
    }

    /// Why its socket could not be made at first; it is tried again.
    var firstFault: LocalSocketError? { listener.firstFault }

    /// Answers one question after the other until the door is closed, and ends what lasts then.
    func run() {
        var lasting: [ControlConversation] = []
        while let connection = listener.accept() {
            lasting.removeAll { $0.isOver }
            guard let packet = try? connection.receive(limit: Self.patience) else {
                connection.close()
                continue
            }
            if let request = try? ServiceRequest(decoding: packet) {
                guard lasting.count < Self.conversations,
                    let begun = ControlConversation(request, on: connection, inputs: inputs)
                else {
                    connection.close()
                    continue
                }
                lasting.append(begun)
            } else {
                if (try? StatusRequest(decoding: packet)) != nil { answer(on: connection) }
                connection.close()
            }
        }
        for conversation in lasting { conversation.end() }
    }

    /// Closes the socket; `run` returns.
    func close() {
        listener.close()
    }

    private func answer(on connection: LocalConnection) {
        let reply = Mailbox<StatusReport>(capacities: [1])
        inputs.post(.statusWanted(reply), lane: LoopLane.answers.rawValue)
        guard case .element(let report) = reply.take(patience: Self.patience) else { return }
        guard let bytes = try? report.encoded() else { return }
        try? connection.send(bytes)
    }
}
