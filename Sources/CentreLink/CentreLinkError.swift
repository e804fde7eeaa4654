public import MeldpostCore

/// Why a request was not answered.
public struct CentreLinkError: Error, Hashable, Sendable {
    /// What stood in the way, in fixed words.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The name of the centre could not be resolved.
        case nameNotResolved = "name-not-resolved"
        /// Nobody took the connection.
        case notConnected = "not-connected"
        /// No authority of ours vouches for the certificate of the centre.
        case certificateAuthority = "certificate-authority"
        /// The certificate has expired, or is not valid yet.
        case certificateDates = "certificate-dates"
        /// The certificate bears another name.
        case certificateName = "certificate-name"
        /// The certificate is not one for a server.
        case certificateUse = "certificate-use"
        /// The centre refused our certificate, or speaks no TLS 1.3.
        case tlsRefused = "tls-refused"
        /// The answer is not HTTP, or has no clear end.
        case answerMalformed = "answer-malformed"
        /// The answer is too large.
        case answerTooLarge = "answer-too-large"
        /// No answer came in time.
        case timedOut = "timed-out"
        /// The connection broke before the answer was complete.
        case connectionLost = "connection-lost"
        /// Another request is under way: there is one at a time.
        case busy
        /// The client was closed.
        case closed
    }

    /// What stood in the way.
    public let reason: Reason

    /// Makes an error.
    public init(_ reason: Reason) {
        self.reason = reason
    }

    /// What the station is told.
    public var fault: CourierFault {
        switch reason {
        case .nameNotResolved: .nameNotResolved
        case .notConnected: .notConnected
        case .certificateAuthority, .certificateDates, .certificateName, .certificateUse:
            .certificateRefused
        case .tlsRefused: .tlsFailed
        case .answerMalformed, .answerTooLarge: .answerRefused
        case .timedOut: .timedOut
        case .connectionLost, .busy, .closed: .connectionLost
        }
    }

    /// Fixed words for the log, such as `centre.certificate-name`.
    public var faultCode: String { "centre.\(reason.rawValue)" }
}
