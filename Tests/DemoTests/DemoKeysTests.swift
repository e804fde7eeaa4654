import AgeFormat
import Crypto
import Foundation
import MeldpostCore
import ProgramKit
import RecordFormat
import SwiftASN1
import Testing
import X509

@testable import DemoAssembly

@Suite struct DemoKeysTests {
    private let base: TemporaryFolder
    private let folder: DemoFolder
    private let keys = DemoKeys()

    init() throws {
        base = TemporaryFolder()
        folder = try DemoFolder.make(in: base.path, process: 1)
        try keys.write(to: folder, issued: UnixHour(rawValue: 490_000))
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: folder.path(name))))
    }

    private func certificate(_ name: String) throws -> Certificate {
        try Certificate(pemEncoded: String(decoding: bytes(name), as: UTF8.self))
    }

    private func seed(_ name: String) throws -> [UInt8] {
        let text = String(decoding: try bytes(name), as: UTF8.self)
        #expect(text.hasSuffix("\n"))
        return try [UInt8](#require(Data(base64Encoded: String(text.dropLast()))))
    }

    private func isTrusted(_ name: String, by authority: String) async throws -> Bool {
        var verifier = Verifier(
            rootCertificates: CertificateStore([try certificate(authority)])
        ) {
            RFC5280Policy()
        }
        let chain = try certificate(name)
        let result = await verifier.validate(
            leaf: chain,
            intermediates: CertificateStore()
        )
        guard case .validCertificate = result else { return false }
        return true
    }

    @Test(arguments: [
        ("centre/inbox/inbox-certificate", "box/centre-ca.pem"),
        ("centre/inbox/inbox-certificate", "centre/centre-ca.pem"),
        ("box/courier/courier-certificate", "centre/station-ca.pem"),
        ("centre/desk/desk-certificate.pem", "centre/desk-ca.pem"),
    ])
    func `a certificate is trusted by its authority and by no other`(
        name: String,
        authority: String
    ) async throws {
        #expect(try await isTrusted(name, by: authority))
        let others = ["box/centre-ca.pem", "centre/station-ca.pem", "centre/desk-ca.pem"]
        let own = try certificate(authority)
        for other in others where try certificate(other) != own {
            #expect(try await !isTrusted(name, by: other))
        }
    }

    @Test func `the server's certificate names localhost and 127.0.0.1, and is for servers`() throws
    {
        let certificate = try certificate("centre/inbox/inbox-certificate")
        let names = try #require(try certificate.extensions.subjectAlternativeNames)
        #expect(names.contains(.dnsName("localhost")))
        #expect(
            names.contains(.ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])))
        )
        #expect(try certificate.extensions.extendedKeyUsage?.contains(.serverAuth) == true)
        let client = try self.certificate("box/courier/courier-certificate")
        #expect(try client.extensions.extendedKeyUsage?.contains(.serverAuth) == false)
        #expect(try client.extensions.extendedKeyUsage?.contains(.clientAuth) == true)
    }

    @Test(arguments: [
        ("centre/inbox/inbox-certificate", "centre/inbox/inbox-tls-key"),
        ("box/courier/courier-certificate", "box/courier/courier-key"),
        ("centre/desk/desk-certificate.pem", "centre/desk/desk-tls-key.pem"),
    ])
    func `a key in a file belongs to the certificate beside it`(
        name: String,
        key: String
    ) throws {
        let privateKey = try P256.Signing.PrivateKey(
            pemRepresentation: String(decoding: bytes(key), as: UTF8.self)
        )
        #expect(try certificate(name).publicKey == Certificate.PublicKey(privateKey.publicKey))
    }

    @Test(arguments: ["box/key-list", "centre/key-list"])
    func `the key list is signed by the root key and names the keys in the files`(
        name: String
    ) throws {
        let statement = try Statement(decoding: bytes(name))
        let root = try SigningKey(seed: seed("root/root-key"))
        guard case .keyList(let list) = try statement.verify(with: root.publicKey) else {
            Issue.record("It is not a key list.")
            return
        }
        #expect(list.number == 1)
        #expect(list.inboxKey == (try SigningKey(seed: seed("centre/inbox/inbox-key")).publicKey))
        #expect(list.deskKeys == [try SigningKey(seed: seed("centre/desk/desk-key")).publicKey])
        let scope = RecipientScope(island: .bonaire, chapter: .adviceAndReporting)
        let set = try #require(list.recipientSets.first { $0.scope == scope })
        let identities = try AgeIdentity.parseFile(
            String(decoding: bytes("centre/desk/case-identities"), as: UTF8.self)
        )
        #expect(identities.map(\.recipient) == set.caseRecipients)
        let sources = try AgeIdentity.parseFile(
            String(decoding: bytes("centre/desk/source-identities"), as: UTF8.self)
        )
        #expect(sources.map(\.recipient) == set.sourceRecipients)
        #expect(set.caseRecipients != set.sourceRecipients)
        #expect(throws: FormatRefusal.self) {
            try statement.verify(with: SigningKey().publicKey)
        }
    }

    @Test func `nothing on the box opens a record or speaks for the centre (P2)`() throws {
        let secrets =
            [keys.root, keys.inboxKey, keys.deskKey].map(\.seed.value)
            .map { Data($0).base64EncodedString() }
            + [keys.caseIdentity.encoded, keys.sourceIdentity.encoded]
        let box = files(below: folder.path("box"))
        #expect(box.count == 6)
        for name in box {
            let text = String(decoding: try bytes("box/" + name), as: UTF8.self)
            for secret in secrets { #expect(!text.contains(secret)) }
        }
        #expect(
            try SigningKey(seed: seed("box/station/station-key")).publicKey
                == keys.stationKey.publicKey
        )
    }
}
