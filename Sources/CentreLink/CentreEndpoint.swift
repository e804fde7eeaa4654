/// Where the centre is, what it must show, and what we show it.
public struct CentreEndpoint: Sendable {
    /// The host to connect to: a name or an address.
    public var host: String

    /// The TCP port.
    public var port: Int

    /// The name that the certificate of the centre must bear, whatever the host is called.
    public var serverName: String

    /// The certificates of the authorities that may vouch for the centre: PEM.
    public var caCertificates: [UInt8]

    /// Our certificate, and what leads from it to the authority that the centre knows: PEM.
    public var certificateChain: [UInt8]

    /// The key of our certificate: PEM.
    public var privateKey: [UInt8]

    /// Describes a centre.
    public init(
        host: String,
        port: Int,
        serverName: String,
        caCertificates: [UInt8],
        certificateChain: [UInt8],
        privateKey: [UInt8]
    ) {
        self.host = host
        self.port = port
        self.serverName = serverName
        self.caCertificates = caCertificates
        self.certificateChain = certificateChain
        self.privateKey = privateKey
    }

    /// Reads everything once, so that what cannot be used is refused before anything is connected.
    ///
    /// - Throws: which part cannot be used.
    public func check() throws(EndpointRefusal) {
        _ = try EndpointCredentials(self).context()
    }
}

/// Why an endpoint cannot be used at all.
public enum EndpointRefusal: String, Error, Hashable, Sendable, CaseIterable {
    /// There is no certificate of an authority, or one that cannot be read.
    case caCertificates = "ca-certificates"
    /// There is no certificate of ours, or one that cannot be read.
    case certificateChain = "certificate-chain"
    /// There is no key, or one that cannot be read.
    case privateKey = "private-key"
    /// The key is not the key of the certificate.
    case pair

    /// Fixed words for the log.
    public var faultCode: String { "centre.endpoint.\(rawValue)" }
}
