internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import X509

/// A client of the centre: one HTTP/1.1 connection over TLS 1.3, made when it is needed, kept as
/// long as it lasts, with one request under way at a time.
///
/// It shows our certificate, takes no certificate but the centre's, follows no redirect, undoes no
/// content coding, and keeps no more of an answer than its limits say (F49 to F52). It decides
/// nothing: when to try again is its caller's matter. While it waits for its next request it sets
/// no timer. It has a thread of its own, so that neither a connection nor the resolution of a name
/// that hangs can hold up another client (P6).
public actor CentreClient {
    private let endpoint: CentreEndpoint
    private let limits: CentreLimits
    private let context: NIOSSLContext
    private let check: CertificateCheck

    /// Its thread, for tasks that only wait for its answers.
    public nonisolated let thread = LoopThread()

    private var connection: CentreConnection?
    private var isBusy = false
    private var isClosed = false

    /// Makes a client, without connecting yet.
    ///
    /// ``close()`` ends its thread.
    ///
    /// - Parameters:
    ///   - endpoint: where the centre is.
    ///   - limits: how much and how long.
    /// - Throws: which part of the endpoint cannot be used.
    public init(
        endpoint: CentreEndpoint,
        limits: CentreLimits = CentreLimits()
    ) throws(EndpointRefusal) {
        let credentials = try EndpointCredentials(endpoint)
        context = try credentials.context()
        check = CertificateCheck(
            authorities: credentials.authorities,
            serverName: endpoint.serverName
        )
        self.endpoint = endpoint
        self.limits = limits
    }

    /// Posts `body` and gives the answer, whatever its status.
    ///
    /// - Parameters:
    ///   - path: the path, such as `/v1/exchange`.
    ///   - body: the bytes to send.
    ///   - time: the time for the dates of certificates.
    ///   - sent: told once, when every byte was given to the system.
    /// - Returns: the answer.
    /// - Throws: why there is no answer.
    public func post(
        path: String,
        body: [UInt8],
        checkedAt time: ConfirmedTime,
        sent: @escaping @Sendable () -> Void = {}
    ) async throws(CentreLinkError) -> CentreAnswer {
        let head = ExchangeRequest.head(
            method: .POST,
            path: path,
            bodyLength: body.count,
            endpoint: endpoint
        )
        return try await exchange(head, body: body, time: time, sent: sent)
    }

    /// Gets what is at `path`, whatever the status of the answer.
    ///
    /// - Parameters:
    ///   - path: the path, with its query.
    ///   - time: the time for the dates of certificates.
    /// - Returns: the answer.
    /// - Throws: why there is no answer.
    public func get(
        path: String,
        checkedAt time: ConfirmedTime
    ) async throws(CentreLinkError) -> CentreAnswer {
        let head = ExchangeRequest.head(
            method: .GET,
            path: path,
            bodyLength: nil,
            endpoint: endpoint
        )
        return try await exchange(head, body: [], time: time, sent: {})
    }

    /// Whether there is a connection, as far as is known.
    public var isConnected: Bool { connection?.isOpen ?? false }

    /// Hangs up; the next request connects again.
    public func disconnect() {
        connection?.close()
        connection = nil
    }

    /// Hangs up and ends the thread; a request under way fails.
    public func close() async {
        guard !isClosed else { return }
        isClosed = true
        disconnect()
        await thread.close()
    }

    private func exchange(
        _ head: HTTPRequestHead,
        body: [UInt8],
        time: ConfirmedTime,
        sent: @escaping @Sendable () -> Void
    ) async throws(CentreLinkError) -> CentreAnswer {
        guard !isClosed, !Task.isCancelled else { throw CentreLinkError(.closed) }
        guard !isBusy else { throw CentreLinkError(.busy) }
        isBusy = true
        defer { isBusy = false }
        let isKept = try await keepsConnection(at: time)
        if !isKept { connection = try await connect(at: time) }
        guard let connection, !isClosed else {
            disconnect()
            throw CentreLinkError(.closed)
        }
        do {
            let result = try await connection.exchange(
                head: head,
                body: body,
                timeLimit: isKept ? limits.timeout : limits.timeout + limits.handshakeTimeout,
                sent: sent
            )
            if !result.isReusable { disconnect() }
            return result.answer
        } catch {
            disconnect()
            throw isClosed || Task.isCancelled ? CentreLinkError(.closed) : error
        }
    }

    /// Whether the connection that is there can be used.
    private func keepsConnection(at time: ConfirmedTime) async throws(CentreLinkError) -> Bool {
        guard var current = connection, current.isOpen else {
            disconnect()
            return false
        }
        let isTrusted = await current.isStillTrusted(at: time)
        guard isTrusted else {
            disconnect()
            throw current.refusal
        }
        connection = current
        return true
    }

    private func connect(at time: ConfirmedTime) async throws(CentreLinkError) -> CentreConnection {
        try await CentreConnection(
            endpoint: endpoint,
            context: context,
            check: check,
            limits: limits,
            time: time,
            thread: thread
        )
    }
}
