public import MeldpostCore

/// How much, and for how long, the centre may keep us busy.
public struct CentreLimits: Hashable, Sendable {
    /// The most bytes of the body of an answer.
    public var answerBytes: Int

    /// How long an exchange may take, from the request to the end of the answer.
    public var timeout: Duration

    /// How much longer an exchange may take that begins with a handshake.
    public var handshakeTimeout: Duration

    /// How long it may take to find the name and to connect.
    public var connectTimeout: Duration

    /// After how long without a request the connection is closed; without it, never.
    public var idleTime: Duration?

    /// What an answer may have around its body: interim answers, headers, the sizes of chunks.
    public static let overheadBytes = 65_536

    /// Makes limits.
    public init(
        answerBytes: Int = 262_144,
        timeout: Duration = ExchangeTimes.answer,
        handshakeTimeout: Duration = ExchangeTimes.handshake,
        connectTimeout: Duration = ExchangeTimes.connecting,
        idleTime: Duration? = nil
    ) {
        self.answerBytes = answerBytes
        self.timeout = timeout
        self.handshakeTimeout = handshakeTimeout
        self.connectTimeout = connectTimeout
        self.idleTime = idleTime
    }
}
