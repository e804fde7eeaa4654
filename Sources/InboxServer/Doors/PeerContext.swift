internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOSSL
internal import RecordFormat

/// What a request is handled in: the connection on which it came.
struct PeerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection, which knows the certificate of the other side.
    let channel: any Channel

    /// No body is longer: a post of a desk with 64 statements and 64 steps.
    static let bodyLimit = 65_536

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The most bytes of a body.
    var maxUploadSize: Int { Self.bodyLimit }

    /// The SHA-256 of the certificate of the other side.
    func certificateDigest() async -> Digest? {
        guard let certificate = try? await channel.nioSSL_peerCertificate().get(),
            let bytes = try? certificate.toDERBytes()
        else { return nil }
        return Digest.sha256(of: bytes)
    }
}
