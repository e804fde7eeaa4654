internal import NIOCore

/// Counts every byte of an answer before anything reads it, and ends one that is too large.
///
/// The count begins with the request. It holds for whatever the centre, or who stands for it,
/// could send without end: interim answers, headers, sizes of chunks, bodies.
final class AnswerBoundHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bytes: Int
    private var left: Int

    init(bytes: Int) {
        self.bytes = bytes
        left = bytes
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        left = bytes
        context.write(data, promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard left >= 0 else { return }
        left -= unwrapInboundIn(data).readableBytes
        guard left >= 0 else {
            // Not one byte more, while the connection is being closed.
            try? context.channel.syncOptions?.setOption(.autoRead, value: false)
            context.fireErrorCaught(CentreLinkError(.answerTooLarge))
            return
        }
        context.fireChannelRead(data)
    }
}
