import NIOCore
import NIOPosix

/// A TCP server without TLS: it takes `count` bytes and hangs up, or says something first.
final class ScissorsServer: Sendable {
    let log = ServerLog()
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel

    var port: Int { channel.localAddress!.port! }

    /// Starts a server that hangs up after `count` bytes, having said `words`; it never hangs up
    /// where `count` is nothing.
    init(after count: Int?, saying words: String = "") async throws {
        let log = log
        channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    log.noteConnection()
                    try channel.pipeline.syncOperations
                        .addHandler(ScissorsHandler(count: count, words: words))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
    }

    func stop() async {
        try? await channel.close()
        try? await group.shutdownGracefully()
    }
}

private final class ScissorsHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var left: Int?
    private let words: String

    init(count: Int?, words: String) {
        left = count
        self.words = words
    }

    func channelActive(context: ChannelHandlerContext) {
        if left == 0 { end(context) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let before = left else { return }
        let after = before - unwrapInboundIn(data).readableBytes
        left = after
        if after <= 0 { end(context) }
    }

    private func end(_ context: ChannelHandlerContext) {
        if !words.isEmpty {
            let buffer = context.channel.allocator.buffer(string: words)
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        }
        context.close(promise: nil)
    }
}
