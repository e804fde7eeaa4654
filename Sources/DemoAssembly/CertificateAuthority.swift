internal import Crypto
internal import FoundationEssentials
internal import SwiftASN1
internal import X509

/// An authority for certificates that lives as long as one demo.
///
/// P-256 with SHA-256 throughout.
struct CertificateAuthority {
    /// A certificate with its key, in PEM form.
    struct Issued {
        var certificate: String
        var key: String
    }

    /// What a certificate is for.
    enum Use {
        /// A server, by its name and the address 127.0.0.1.
        case server(name: String)
        /// A client.
        case client
    }

    /// How long before and after its making a certificate is valid.
    private static let validBefore: TimeInterval = 3_600
    private static let validAfter: TimeInterval = 30 * 86_400

    private let key = P256.Signing.PrivateKey()
    private let name: DistinguishedName
    private let own: Certificate

    /// Makes an authority called `name`.
    init(name: String) throws(DemoFault) {
        do {
            self.name = try DistinguishedName { CommonName(name) }
            own = try Self.issue(
                for: key.publicKey,
                subject: self.name,
                issuer: self.name,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                    Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                },
                signer: key
            )
        } catch {
            throw .keys
        }
    }

    /// The authority's own certificate in PEM form.
    var certificate: String {
        get throws(DemoFault) {
            do {
                return try own.serializeAsPEM().pemString
            } catch {
                throw .keys
            }
        }
    }

    /// Makes a key and a certificate for it.
    func issue(to name: String, use: Use) throws(DemoFault) -> Issued {
        let subjectKey = P256.Signing.PrivateKey()
        do {
            let certificate = try Self.issue(
                for: subjectKey.publicKey,
                subject: try DistinguishedName { CommonName(name) },
                issuer: self.name,
                extensions: try Self.extensions(of: use),
                signer: key
            )
            return Issued(
                certificate: try certificate.serializeAsPEM().pemString,
                key: subjectKey.pemRepresentation
            )
        } catch {
            throw .keys
        }
    }

    private static func extensions(of use: Use) throws -> Certificate.Extensions {
        try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true))
            switch use {
            case .server(let name):
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames([
                    .dnsName(name),
                    .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
                ])
            case .client:
                try ExtendedKeyUsage([.clientAuth])
            }
        }
    }

    private static func issue(
        for publicKey: P256.Signing.PublicKey,
        subject: DistinguishedName,
        issuer: DistinguishedName,
        extensions: Certificate.Extensions,
        signer: P256.Signing.PrivateKey
    ) throws -> Certificate {
        try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(publicKey),
            notValidBefore: Date(timeIntervalSinceNow: -validBefore),
            notValidAfter: Date(timeIntervalSinceNow: validAfter),
            issuer: issuer,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(signer)
        )
    }
}
