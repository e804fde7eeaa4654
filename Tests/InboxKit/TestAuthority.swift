import Crypto
import Foundation
import SwiftASN1
import X509

/// A certificate and its key, as PEM.
package struct TestIdentity: Sendable {
    package let certificate: [UInt8]
    package let key: [UInt8]
    /// The certificate in DER.
    package let der: [UInt8]
}

/// A certificate authority made on the spot.
package struct TestAuthority: Sendable {
    private let certificate: Certificate
    private let key: Certificate.PrivateKey

    package init(_ name: String) {
        self.init(name, key: Certificate.PrivateKey(P256.Signing.PrivateKey()))
    }

    /// The authority with the same key and another certificate.
    package func renewed() -> TestAuthority {
        TestAuthority("renewed", key: key)
    }

    private init(_ name: String, key: Certificate.PrivateKey) {
        self.key = key
        let subject = try! DistinguishedName { CommonName(name) }
        certificate = try! Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: Date(timeIntervalSinceNow: -86_400),
            notValidAfter: Date(timeIntervalSinceNow: 86_400),
            issuer: subject,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
            },
            issuerPrivateKey: key
        )
    }

    package var pem: [UInt8] {
        Array(try! certificate.serializeAsPEM().pemString.utf8)
    }

    package func issue(
        _ name: String,
        isServer: Bool = false,
        isExpired: Bool = false
    ) -> TestIdentity {
        let leafKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let leaf = try! Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: leafKey.publicKey,
            notValidBefore: Date(timeIntervalSinceNow: -7_200),
            notValidAfter: Date(timeIntervalSinceNow: isExpired ? -3_600 : 80_000),
            issuer: certificate.subject,
            subject: DistinguishedName { CommonName(name) },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                try! ExtendedKeyUsage(isServer ? [.serverAuth] : [.clientAuth])
                SubjectAlternativeNames([.dnsName(name)])
            },
            issuerPrivateKey: key
        )
        var serializer = DER.Serializer()
        try! serializer.serialize(leaf)
        return TestIdentity(
            certificate: Array(try! leaf.serializeAsPEM().pemString.utf8),
            key: Array(try! leafKey.serializeAsPEM().pemString.utf8),
            der: serializer.serializedBytes
        )
    }
}
