internal import NIOSSL
internal import SwiftASN1
internal import Synchronization
internal import X509

/// What one connection knows about the certificate on its other side.
final class PeerTrust: Sendable {
    private struct State {
        var chain: [Certificate] = []
        var refusal: CentreLinkError.Reason?
        var ending: CentreLinkError?
    }

    private let check: CertificateCheck
    private let state = Mutex(State())

    init(check: CertificateCheck) {
        self.check = check
    }

    /// Why the certificate was refused, if it was.
    var refusal: CentreLinkError.Reason? { state.withLock { $0.refusal } }

    /// Why the connection ended, if it has: it may end before the first request reaches it.
    var ending: CentreLinkError? { state.withLock { $0.ending } }

    /// Notes why the connection ended.
    func noteEnding(_ error: CentreLinkError) {
        state.withLock { $0.ending = error }
    }

    /// Looks at the chain that the other side showed.
    ///
    /// - Returns: whether it is the centre's.
    func accepts(_ shown: [NIOSSLCertificate], at time: ConfirmedTime) async -> Bool {
        let chain = try? shown.prefix(CertificateCheck.chainLength + 1).map { certificate in
            try Certificate(derEncoded: certificate.toDERBytes())
        }
        state.withLock { $0.chain = chain ?? [] }
        return await isStillGood(at: time)
    }

    /// Looks at the chain again, at another time: a connection may outlive its certificate, or may
    /// have been made before the time was confirmed.
    func isStillGood(at time: ConfirmedTime) async -> Bool {
        let refusal = await check.refusal(of: state.withLock { $0.chain }, at: time)
        state.withLock { $0.refusal = refusal }
        return refusal == nil
    }
}
