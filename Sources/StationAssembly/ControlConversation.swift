internal import ControlProtocol
internal import DeviceThreads
internal import LocalSockets
internal import MeldpostCore

/// A conversation with the technician that lasts: a self-test, or a look at the panel.
///
/// It has a thread of its own, which waits for the technician; the loop never does.
struct ControlConversation {
    /// How long the thread looks at one side before it looks at the other.
    private static let turn = Duration.milliseconds(50)
    /// How long a technician may leave a notice of a self-test lying.
    private static let patience = Duration.seconds(30)
    /// How long a technician who watches may stop the terminal: events are counted meanwhile.
    private static let stopTime = Duration.seconds(3_600)

    private let connection: LocalConnection
    private let thread: DedicatedThread
    private let over: Mailbox<Void>

    /// Begins a conversation, or gives nothing where there is no thread for it.
    init?(
        _ request: ServiceRequest,
        on connection: LocalConnection,
        inputs: Mailbox<LoopInput>
    ) {
        let over = Mailbox<Void>(capacities: [1])
        do throws(ThreadFault) {
            thread = try DedicatedThread(trying: "technician") {
                switch request {
                case .selfTest(let parts, let isAttended, let movesRelay):
                    let order = SelfTestOrder(
                        parts: parts,
                        isAttended: isAttended,
                        movesRelay: movesRelay
                    )
                    Self.test(order, on: connection, inputs: inputs)
                case .watchPanel:
                    Self.watch(on: connection, inputs: inputs)
                }
                connection.close()
                over.close()
            }
        } catch {
            return nil
        }
        self.connection = connection
        self.over = over
    }

    /// Whether it has ended by itself.
    var isOver: Bool {
        if case .closed = over.take(patience: .zero) { true } else { false }
    }

    /// Ends it, and waits until it has ended.
    func end() {
        connection.close()
        thread.join()
    }

    // MARK: The two kinds

    private static func test(
        _ order: SelfTestOrder,
        on connection: LocalConnection,
        inputs: Mailbox<LoopInput>
    ) {
        let line = SelfTestLine()
        guard post(.selfTestWanted(order, line), to: inputs) else { return }
        while true {
            while case .element(let notice) = line.notices.take(patience: .zero) {
                let isSent = send(try? notice.encoded(), on: connection, patience)
                if isSent, notice.isLast { return }
                guard isSent else { return leave(.selfTestGone(line), inputs) }
            }
            switch hear(connection) {
            case .nothing: continue
            case .packet(let bytes):
                guard let reply = try? TestReply(decoding: bytes),
                    let answer = SelfTestAnswer(reply.answer)
                else {
                    // A technician who stops is told how it ended.
                    post(.selfTestGone(line), to: inputs)
                    return sayLast(of: line, on: connection)
                }
                post(.selfTestAnswered(answer, from: line), to: inputs)
            case .end: return leave(.selfTestGone(line), inputs)
            }
        }
    }

    private static func sayLast(of line: SelfTestLine, on connection: LocalConnection) {
        while case .element(let notice) = line.notices.take(patience: .seconds(2)) {
            guard send(try? notice.encoded(), on: connection, patience) else { return }
            if notice.isLast { return }
        }
    }

    private static func watch(on connection: LocalConnection, inputs: Mailbox<LoopInput>) {
        let watch = PanelWatch()
        guard post(.watchWanted(watch), to: inputs) else { return }
        let clock = ContinuousClock()
        let end = clock.now + PanelWatches.time
        while clock.now < end {
            switch watch.notices.take(patience: turn * 10) {
            case .element(let notice):
                guard send(try? notice.encoded(), on: connection, stopTime) else {
                    return leave(.watchGone(watch), inputs)
                }
                if notice.kind == .busy { return }
            case .timeout, .closed:
                // Nothing is to be heard from one who watches but the end.
                guard case .nothing = hear(connection) else {
                    return leave(.watchGone(watch), inputs)
                }
            }
        }
        leave(.watchGone(watch), inputs)
        let tenths = Int(PanelWatches.time.components.seconds) * 10
        _ = send(try? PanelNotice(.over, tenths: tenths).encoded(), on: connection, patience)
    }

    // MARK: Sending and hearing

    private enum Heard {
        case nothing
        case packet([UInt8])
        case end
    }

    private static func hear(_ connection: LocalConnection) -> Heard {
        do throws(LocalSocketError) {
            return try connection.receive(limit: turn).map { .packet($0) } ?? .end
        } catch {
            return error.reason == .timedOut ? .nothing : .end
        }
    }

    private static func send(
        _ bytes: [UInt8]?,
        on connection: LocalConnection,
        _ limit: Duration
    ) -> Bool {
        guard let bytes else { return false }
        do throws(LocalSocketError) {
            try connection.send(bytes, limit: limit)
            return true
        } catch {
            return false
        }
    }

    @discardableResult
    private static func post(_ input: TechnicianInput, to inputs: Mailbox<LoopInput>) -> Bool {
        inputs.post(.technician(input), lane: LoopLane.technician.rawValue)
    }

    /// Says that the technician has gone; the loop must hear of it, and empties the lane all the time.
    private static func leave(_ input: TechnicianInput, _ inputs: Mailbox<LoopInput>) {
        for _ in 0..<100 where !post(input, to: inputs) {
            _ = Mailbox<Void>(capacities: [1]).take(patience: turn)
        }
    }
}
