internal import MeldpostCore
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// One TLS connection to the centre.
struct CentreConnection: Sendable {
    /// The time at which the certificate was last looked at.
    var checkedAt: ConfirmedTime

    private let channel: any Channel
    private let trust: PeerTrust

    /// Limits on the headers of an answer; ours have a handful.
    private static var headerLimits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 8_192
        limits.maxHeaderListSize = 16_384
        limits.maxHeaderFieldCount = 64
        return limits
    }

    /// Connects; the handshake goes on while the first request waits for it.
    ///
    /// Cancelling the task ends the wait at once; a connection that comes later is closed.
    init(
        endpoint: CentreEndpoint,
        context: NIOSSLContext,
        check: CertificateCheck,
        limits: CentreLimits,
        time: ConfirmedTime,
        thread: LoopThread
    ) async throws(CentreLinkError) {
        let trust = PeerTrust(check: check)
        let bootstrap = ClientBootstrap(group: thread.loop)
            .connectTimeout(TimeAmount(limits.connectTimeout))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let tls = try NIOSSLClientHandler(
                        context: context,
                        serverHostname: endpoint.serverName,
                        customVerificationCallback: { shown, promise in
                            // The callback cannot wait, and nothing waits longer than it.
                            Task(executorPreference: thread) {
                                let isTrusted = await trust.accepts(shown, at: time)
                                promise.succeed(isTrusted ? .certificateVerified : .failed)
                            }
                        }
                    )
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(tls)
                    try pipeline.addHandler(
                        AnswerBoundHandler(
                            bytes: limits.answerBytes + CentreLimits.overheadBytes
                        )
                    )
                    try pipeline.addHandler(HTTPRequestEncoder())
                    try pipeline.addHandler(
                        ByteToMessageHandler(
                            HTTPResponseDecoder(
                                leftOverBytesStrategy: .dropBytes,
                                informationalResponseStrategy: .drop,
                                limitConfiguration: Self.headerLimits
                            )
                        )
                    )
                    try pipeline.addHandler(
                        ExchangeHandler(
                            bodyLength: limits.answerBytes,
                            idleTime: limits.idleTime.map { TimeAmount($0) },
                            trust: trust
                        )
                    )
                }
            }
        let connecting = bootstrap.connect(host: endpoint.host, port: endpoint.port)
        // Whichever comes first completes it: the connection, its fault, or the end of the task.
        let reached = thread.loop.makePromise(of: (any Channel).self)
        connecting.cascade(to: reached)
        do {
            channel = try await withTaskCancellationHandler {
                try await reached.futureResult.get()
            } onCancel: {
                reached.fail(CentreLinkError(.closed))
                connecting.whenSuccess { $0.close(promise: nil) }
            }
        } catch {
            throw CentreLinkError.connecting(error)
        }
        self.trust = trust
        checkedAt = time
    }

    /// Whether the other side has not hung up, as far as is known.
    ///
    /// A connection that was ended stays active until TLS has said goodbye.
    var isOpen: Bool { channel.isActive && trust.ending == nil }

    /// Whether the certificate is good at `time` too; looks at most once an hour.
    mutating func isStillTrusted(at time: ConfirmedTime) async -> Bool {
        let isSame = time.isConfirmed == checkedAt.isConfirmed
        let moved = time.lowerBound.hour != checkedAt.lowerBound.hour
        guard !isSame || moved else { return true }
        checkedAt = time
        return await trust.isStillGood(at: time)
    }

    /// Why the certificate is no longer good.
    var refusal: CentreLinkError { CentreLinkError(trust.refusal ?? .connectionLost) }

    /// Sends one request and waits for its answer; cancelling the task closes the connection.
    func exchange(
        head: HTTPRequestHead,
        body: [UInt8],
        timeLimit: Duration,
        sent: @escaping @Sendable () -> Void
    ) async throws(CentreLinkError) -> ExchangeRequest.Result {
        let answer = channel.eventLoop.makePromise(of: ExchangeRequest.Result.self)
        let accepted = channel.eventLoop.makePromise(of: Void.self)
        // On a channel that is closed already, nobody but this promise tells.
        accepted.futureResult.whenFailure { [trust] _ in
            answer.fail(trust.ending ?? CentreLinkError(.connectionLost))
        }
        let request = ExchangeRequest(
            head: head,
            body: body,
            sent: sent,
            answer: answer,
            timeLimit: TimeAmount(timeLimit)
        )
        do {
            return try await withTaskCancellationHandler {
                channel.writeAndFlush(request, promise: accepted)
                return try await answer.futureResult.get()
            } onCancel: {
                channel.close(promise: nil)
            }
        } catch {
            throw CentreLinkError.conversing(error)
        }
    }

    /// Hangs up.
    func close() {
        channel.close(promise: nil)
    }
}
