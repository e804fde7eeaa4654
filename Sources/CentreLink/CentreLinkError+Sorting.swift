internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Errors of the network library, sorted once.
extension CentreLinkError {
    /// Sorts an error that came while connecting.
    static func connecting(_ error: any Error) -> CentreLinkError {
        if let error = error as? CentreLinkError { return error }
        guard let error = error as? NIOConnectionError else {
            return CentreLinkError(.notConnected)
        }
        let isUnresolved =
            error.connectionErrors.isEmpty
            && (error.dnsAError != nil || error.dnsAAAAError != nil)
        return CentreLinkError(isUnresolved ? .nameNotResolved : .notConnected)
    }

    /// Sorts an error that came on a connection.
    static func conversing(_ error: any Error) -> CentreLinkError {
        switch error {
        case let error as CentreLinkError: error
        case let error as NIOSSLError: tls(error)
        case let error as BoringSSLError: tls(error)
        case is NIOSSLExtraError: CentreLinkError(.tlsRefused)
        case HTTPParserError.invalidEOFState: CentreLinkError(.connectionLost)
        case is HTTPParserError, is ByteToMessageDecoderError: CentreLinkError(.answerMalformed)
        default: CentreLinkError(.connectionLost)
        }
    }

    private static func tls(_ error: NIOSSLError) -> CentreLinkError {
        switch error {
        case .uncleanShutdown, .writeDuringTLSShutdown, .shutdownFailed:
            CentreLinkError(.connectionLost)
        case .handshakeFailed(let cause): tls(cause)
        default: CentreLinkError(.tlsRefused)
        }
    }

    /// The other side hanging up is not a refusal; whatever else TLS says is one.
    private static func tls(_ error: BoringSSLError) -> CentreLinkError {
        switch error {
        case .zeroReturn, .syscallError: CentreLinkError(.connectionLost)
        case .sslError(let stack):
            CentreLinkError(stack == [.eofDuringHandshake] ? .connectionLost : .tlsRefused)
        default: CentreLinkError(.tlsRefused)
        }
    }
}
