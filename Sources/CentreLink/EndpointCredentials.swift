internal import NIOCore
internal import NIOSSL
internal import SwiftASN1
internal import X509

/// The certificates and the key of an endpoint, read.
struct EndpointCredentials {
    /// The authorities that may vouch for the centre.
    let authorities: [Certificate]

    private let roots: [NIOSSLCertificate]
    private let chain: [NIOSSLCertificate]
    private let key: NIOSSLPrivateKey

    /// Reads the PEM blocks of `endpoint`.
    init(_ endpoint: CentreEndpoint) throws(EndpointRefusal) {
        roots = try Self.certificates(endpoint.caCertificates, else: .caCertificates)
        chain = try Self.certificates(endpoint.certificateChain, else: .certificateChain)
        do {
            key = try NIOSSLPrivateKey(bytes: endpoint.privateKey, format: .pem)
        } catch {
            throw .privateKey
        }
        do {
            authorities = try roots.map { try Certificate(derEncoded: $0.toDERBytes()) }
        } catch {
            throw .caCertificates
        }
    }

    /// What every connection is made with: TLS 1.3 only, and no resumption.
    ///
    /// A resumed connection would be shorter on the wire than a full one, and would show no
    /// certificate whose dates can be looked at again. BoringSSL resumes nothing unless it is given
    /// a ticket, and nobody keeps one here.
    func context() throws(EndpointRefusal) -> NIOSSLContext {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        tls.maximumTLSVersion = .tlsv13
        tls.certificateVerification = .fullVerification
        tls.trustRoots = .certificates(roots)
        tls.certificateChain = chain.map { .certificate($0) }
        tls.privateKey = .privateKey(key)
        tls.renegotiationSupport = .none
        // We wait for nobody who does not say goodbye: every answer has told its own length.
        tls.shutdownTimeout = .milliseconds(100)
        do {
            return try NIOSSLContext(configuration: tls)
        } catch {
            throw .pair
        }
    }

    private static func certificates(
        _ pem: [UInt8],
        else refusal: EndpointRefusal
    ) throws(EndpointRefusal) -> [NIOSSLCertificate] {
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(pem), !certificates.isEmpty
        else { throw refusal }
        return certificates
    }
}
