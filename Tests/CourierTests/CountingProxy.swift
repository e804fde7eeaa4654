import NIOCore
import NIOPosix
import Synchronization

/// A TCP proxy that counts what passes, and can cut the line after so many bytes from the server.
final class CountingProxy: Sendable {
    /// Bytes in each direction.
    struct Count: Hashable, Sendable {
        var up = 0
        var down = 0

        static func - (after: Count, before: Count) -> Count {
            Count(up: after.up - before.up, down: after.down - before.down)
        }
    }

    final class Counter: Sendable {
        fileprivate let count = Mutex(Count())
    }

    private let counter = Counter()
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel

    var port: Int { channel.localAddress!.port! }
    var count: Count { counter.count.withLock { $0 } }

    /// Starts a proxy to `target`; after `limit` bytes from the server it hangs up on both sides.
    init(to target: Int, cutAfterDown limit: Int = .max) async throws {
        let counter = counter
        let group = group
        channel = try await ServerBootstrap(group: group)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { near in
                ClientBootstrap(group: near.eventLoop)
                    .channelInitializer { far in
                        far.eventLoop.makeCompletedFuture {
                            try far.pipeline.syncOperations.addHandler(
                                PassHandler(to: near, isUp: false, counter: counter, limit: limit)
                            )
                        }
                    }
                    .connect(host: "127.0.0.1", port: target)
                    .flatMapThrowing { far in
                        try near.pipeline.syncOperations.addHandler(
                            PassHandler(to: far, isUp: true, counter: counter, limit: .max)
                        )
                    }
                    .flatMap { near.setOption(.autoRead, value: true) }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
    }

    func stop() async {
        try? await channel.close()
        try? await group.shutdownGracefully()
    }
}

private final class PassHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel
    private let isUp: Bool
    private let counter: CountingProxy.Counter
    private var left: Int

    init(to other: any Channel, isUp: Bool, counter: CountingProxy.Counter, limit: Int) {
        self.other = other
        self.isUp = isUp
        self.counter = counter
        left = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        let passing = buffer.readSlice(length: min(left, buffer.readableBytes))!
        left -= passing.readableBytes
        counter.count.withLock { count in
            if isUp {
                count.up += passing.readableBytes
            } else {
                count.down += passing.readableBytes
            }
        }
        other.writeAndFlush(passing, promise: nil)
        if left == 0 {
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        other.close(promise: nil)
    }
}
