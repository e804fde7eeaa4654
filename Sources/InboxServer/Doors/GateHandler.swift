internal import NIOCore
internal import NIOSSL
internal import NIOTLS
internal import RecordFormat

/// Tells the gate when a connection has shown its certificate, and ends one that does not in time.
final class GateHandler: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    private let gate: ConnectionGate
    private let number: UInt64
    private var deadline: Scheduled<Void>?

    init(gate: ConnectionGate, number: UInt64) {
        self.gate = gate
        self.number = number
    }

    /// Begins the time for the handshake.
    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: ConnectionGate.handshakeLimit) {
            channel.close(mode: .all, promise: nil)
        }
    }

    /// Lets the time run out for nobody.
    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
    }

    /// Takes note of a handshake that is done.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent {
            let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
            if let bytes = try? certificate?.toDERBytes() {
                deadline?.cancel()
                gate.recognise(number, certificate: .sha256(of: bytes))
            }
        }
        context.fireUserInboundEventTriggered(event)
    }
}
