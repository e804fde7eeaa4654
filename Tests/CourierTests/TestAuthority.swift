import CentreLink
import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// A certificate with its key.
struct TestIdentity: Sendable {
    var certificate: Certificate
    var key: Certificate.PrivateKey
    /// What leads to the authority, nearest first.
    var others: [Certificate] = []

    static func pem(_ certificates: [Certificate]) -> [UInt8] {
        Array(certificates.map { try! $0.serializeAsPEM().pemString + "\n" }.joined().utf8)
    }

    var chainPEM: [UInt8] { Self.pem([certificate] + others) }
    var keyPEM: [UInt8] { Array(try! key.serializeAsPEM().pemString.utf8) }

    var chainSources: [NIOSSLCertificateSource] {
        try! NIOSSLCertificate.fromPEMBytes(chainPEM).map { .certificate($0) }
    }

    var keySource: NIOSSLPrivateKeySource {
        .privateKey(try! NIOSSLPrivateKey(bytes: keyPEM, format: .pem))
    }
}

/// An authority made for one test.
struct TestAuthority: Sendable {
    enum Use { case server, client, none }

    let identity: TestIdentity

    static let day: TimeInterval = 86_400

    /// 2026-06-01 00:00 UTC: what the tests call now.
    static let now = Date(timeIntervalSince1970: 1_780_272_000)

    init(
        _ name: String,
        from: Date = now - 1_000 * day,
        until: Date = now + 3_000 * day
    ) {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let subject = try! DistinguishedName { CommonName(name) }
        let certificate = try! Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: from,
            notValidAfter: until,
            issuer: subject,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
            },
            issuerPrivateKey: key
        )
        identity = TestIdentity(certificate: certificate, key: key)
    }

    private init(identity: TestIdentity) {
        self.identity = identity
    }

    var pem: [UInt8] { TestIdentity.pem([identity.certificate]) }

    var roots: NIOSSLTrustRoots {
        .certificates(try! NIOSSLCertificate.fromPEMBytes(pem))
    }

    func issue(
        name: String = "inbox.example",
        use: Use = .server,
        from: Date = now - 10 * day,
        until: Date = now + 300 * day
    ) -> TestIdentity {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let uses: [ExtendedKeyUsage.Usage] =
            switch use {
            case .server: [.serverAuth]
            case .client: [.clientAuth]
            case .none: []
            }
        let certificate = try! Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: from,
            notValidAfter: until,
            issuer: identity.certificate.subject,
            subject: DistinguishedName { CommonName("leaf") },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                if !uses.isEmpty { try! ExtendedKeyUsage(uses) }
                SubjectAlternativeNames([.dnsName(name)])
            },
            issuerPrivateKey: identity.key
        )
        return TestIdentity(certificate: certificate, key: key, others: identity.others)
    }

    /// An authority below this one.
    func intermediate() -> TestAuthority {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let certificate = try! Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: identity.certificate.notValidBefore,
            notValidAfter: identity.certificate.notValidAfter,
            issuer: identity.certificate.subject,
            subject: DistinguishedName { CommonName("intermediate") },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            },
            issuerPrivateKey: identity.key
        )
        return TestAuthority(
            identity: TestIdentity(certificate: certificate, key: key, others: [certificate])
        )
    }
}
