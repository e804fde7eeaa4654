internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// A connection behind the gate; between TLS and HTTP.
struct GatedChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let gate: ConnectionGate

    /// Takes the connection in before anything came on it.
    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        let number = gate.admit(channel)
        return channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
                GateHandler(gate: gate, number: number)
            )
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    /// Leaves what comes to the connection itself.
    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
