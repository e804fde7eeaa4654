public import MeldpostCore

extension CourierFault {
    /// Fixed words for the log and the status report.
    public var faultCode: String {
        switch self {
        case .absent: "courier.absent"
        case .nameNotResolved: "courier.name-not-resolved"
        case .notConnected: "courier.not-connected"
        case .certificateRefused: "courier.certificate-refused"
        case .tlsFailed: "courier.tls-failed"
        case .answerRefused: "courier.answer-refused"
        case .answerNotGenuine: "courier.answer-not-genuine"
        case .timedOut: "courier.timed-out"
        case .connectionLost: "courier.connection-lost"
        }
    }
}
