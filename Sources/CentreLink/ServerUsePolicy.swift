internal import SwiftASN1
internal import X509

/// Refuses a certificate that says it is not for servers.
///
/// Without it, a station's own certificate could stand for the centre wherever one authority makes
/// both. A certificate that says nothing is for everything.
///
/// Source: RFC 5280, 4.2.1.12 (`serverAuth`, `anyExtendedKeyUsage`).
struct ServerUsePolicy: VerifierPolicy {
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [.X509ExtensionID.extendedKeyUsage]

    func chainMeetsPolicyRequirements(
        chain: UnverifiedCertificateChain
    ) -> PolicyEvaluationResult {
        guard let uses = try? chain.leaf.extensions.extendedKeyUsage else {
            // Also nothing when the extension cannot be read: then it is not one of ours.
            let isAbsent = chain.leaf.extensions[oid: .X509ExtensionID.extendedKeyUsage] == nil
            return isAbsent ? .meetsPolicy : .failsToMeetPolicy(reason: "unreadable use")
        }
        return uses.contains(.serverAuth) || uses.contains(.any)
            ? .meetsPolicy : .failsToMeetPolicy(reason: "not for servers")
    }
}
