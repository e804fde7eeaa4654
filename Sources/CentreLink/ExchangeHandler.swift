internal import NIOCore
internal import NIOHTTP1

/// Carries one request at a time through a connection, and gives each exactly one answer.
///
/// ```
///          request              end of answer
/// idle ───────────────▶ waiting ─────────────▶ idle
///  │                       │ error, end of connection, time
///  └───────────────────────┴──────────────────▶ ended
/// ```
final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = ExchangeRequest
    typealias OutboundOut = HTTPClientRequestPart

    private struct Waiting {
        var request: ExchangeRequest
        var timer: Scheduled<Void>
        var head: HTTPResponseHead?
        var body: [UInt8] = []
    }

    private enum State {
        /// The timer, if there is one, hangs up when nothing more is asked.
        case idle(Scheduled<Void>?)
        case waiting(Waiting)
        case ended(CentreLinkError)
    }

    private let bodyLength: Int
    private let idleTime: TimeAmount?
    private let trust: PeerTrust
    private var state = State.idle(nil)

    init(bodyLength: Int, idleTime: TimeAmount?, trust: PeerTrust) {
        self.bodyLength = bodyLength
        self.idleTime = idleTime
        self.trust = trust
    }

    // MARK: The request

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let request = unwrapOutboundIn(data)
        // From here on this handler answers; before it, the promise of the write tells.
        promise?.succeed()
        switch state {
        case .waiting:
            request.answer.fail(CentreLinkError(.busy))
        case .ended(let error):
            request.answer.fail(error)
        case .idle(let idling):
            idling?.cancel()
            let timer = context.eventLoop.assumeIsolated().scheduleTask(in: request.timeLimit) {
                self.end(context, CentreLinkError(.timedOut))
            }
            state = .waiting(Waiting(request: request, timer: timer))
            send(request, context)
        }
    }

    private func send(_ request: ExchangeRequest, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(request.head)), promise: nil)
        if !request.body.isEmpty {
            let body = context.channel.allocator.buffer(bytes: request.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        let written = context.eventLoop.makePromise(of: Void.self)
        let sent = request.sent
        written.futureResult.whenSuccess { sent() }
        context.write(wrapOutboundOut(.end(nil)), promise: written)
    }

    // MARK: The answer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .waiting(var waiting) = state else {
            // Nobody asked.
            end(context, CentreLinkError(.answerMalformed))
            return
        }
        switch unwrapInboundIn(data) {
        case .head(let head):
            waiting.head = head
            state = .waiting(waiting)
            if let error = refusal(of: head) { end(context, error) }
        case .body(let part):
            guard waiting.body.count + part.readableBytes <= bodyLength else {
                end(context, CentreLinkError(.answerTooLarge))
                return
            }
            waiting.body.append(contentsOf: part.readableBytesView)
            state = .waiting(waiting)
        case .end:
            finish(context, waiting)
        }
    }

    /// Refuses an answer by its head: too long, or without a clear end.
    ///
    /// An answer that ends with the connection looks the same when somebody cuts it, so its length
    /// must be told. Source: RFC 9112, 6.3.
    private func refusal(of head: HTTPResponseHead) -> CentreLinkError? {
        let lengths = head.headers[canonicalForm: "content-length"]
        if let length = lengths.first.flatMap({ Int($0) }), length > bodyLength {
            return CentreLinkError(.answerTooLarge)
        }
        let isChunked = head.headers.contains(name: "transfer-encoding")
        let hasBody = head.status.mayHaveResponseBody
        return hasBody && lengths.isEmpty && !isChunked ? CentreLinkError(.answerMalformed) : nil
    }

    private func finish(_ context: ChannelHandlerContext, _ waiting: Waiting) {
        guard let head = waiting.head else {
            end(context, CentreLinkError(.answerMalformed))
            return
        }
        waiting.timer.cancel()
        let isReusable = head.isKeepAlive && head.status != .switchingProtocols
        let answer = CentreAnswer(status: Int(head.status.code), body: waiting.body)
        state = .idle(isReusable ? idleTimer(context) : nil)
        if !isReusable { end(context, CentreLinkError(.connectionLost)) }
        waiting.request.answer.succeed(.init(answer: answer, isReusable: isReusable))
    }

    private func idleTimer(_ context: ChannelHandlerContext) -> Scheduled<Void>? {
        guard let idleTime else { return nil }
        return context.eventLoop.assumeIsolated().scheduleTask(in: idleTime) {
            self.end(context, CentreLinkError(.connectionLost))
        }
    }

    // MARK: The end

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(context, trust.refusal.map(CentreLinkError.init) ?? CentreLinkError.conversing(error))
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(context, CentreLinkError(trust.refusal ?? .connectionLost))
        context.fireChannelInactive()
    }

    /// Ends the connection; the first reason is the one that counts.
    private func end(_ context: ChannelHandlerContext, _ error: CentreLinkError) {
        if case .ended = state { return }
        let former = state
        state = .ended(error)
        trust.noteEnding(error)
        switch former {
        case .waiting(let waiting):
            waiting.timer.cancel()
            waiting.request.answer.fail(error)
        case .idle(let timer):
            timer?.cancel()
        case .ended:
            break
        }
        context.close(promise: nil)
    }
}
