internal import FoundationEssentials
internal import MeldpostCore
@_spi(FixedExpiryValidationTime) @_spi(DisableValidityCheck) internal import X509

/// Decides whether a certificate chain is the centre's (DESIGN 11).
///
/// - The chain ends at an authority of ours, always.
/// - The first certificate bears the name of the centre and is one for a server, always.
/// - No certificate had expired at the lower bound of the time, always.
/// - Every certificate was valid already: only against a confirmed time. A box whose clock died
///   knows no time, or one from long ago, and must still be able to call for help; so the dates are
///   then checked at the earliest moment at which the whole chain can be valid.
struct CertificateCheck: Sendable {
    /// The authorities that may vouch for the centre.
    let authorities: [Certificate]

    /// The name that the first certificate must bear.
    let serverName: String

    /// The most certificates that are looked at.
    static let chainLength = 8

    /// Why the chain is refused, or nothing when it is the centre's.
    func refusal(of chain: [Certificate], at time: ConfirmedTime) async -> CentreLinkError.Reason? {
        guard let leaf = chain.first, chain.count <= Self.chainLength else {
            return .certificateAuthority
        }
        let others = CertificateStore(chain.dropFirst())
        for (roots, date) in anchors(for: chain, at: time)
        where await isGood(leaf, others, roots: roots, on: date) {
            return nil
        }
        return await reason(leaf, others)
    }

    /// The authorities to try, each set with the moment at which dates are checked.
    ///
    /// Where the time is not confirmed, each authority is tried by itself: the beginning of a newer
    /// one, installed ahead of its use, must not make the certificate of an older one look expired.
    private func anchors(
        for chain: [Certificate],
        at time: ConfirmedTime
    ) -> [([Certificate], Date)] {
        let bound = Self.date(time.lowerBound)
        if time.isConfirmed { return [(authorities, bound)] }
        let beginning = chain.map(\.notValidBefore).reduce(bound, max)
        return authorities.map { ([$0], max(beginning, $0.notValidBefore)) }
    }

    private func isGood(
        _ leaf: Certificate,
        _ others: CertificateStore,
        roots: [Certificate],
        on date: Date
    ) async -> Bool {
        var verifier = Verifier(rootCertificates: CertificateStore(roots)) {
            RFC5280Policy(fixedExpiryValidationTime: date)
            ServerIdentityPolicy(serverHostname: serverName, serverIP: nil)
            ServerUsePolicy()
        }
        return await verifier.validate(leaf: leaf, intermediates: others).isGood
    }

    /// What is wrong with a chain that is refused: the first of authority, name, use and dates.
    private func reason(
        _ leaf: Certificate,
        _ others: CertificateStore
    ) async -> CentreLinkError.Reason {
        let roots = CertificateStore(authorities)
        var chained = Verifier(rootCertificates: roots) {
            RFC5280Policy.withValidityCheckDisabled()
            ServerIdentityPolicy(serverHostname: serverName, serverIP: nil)
            ServerUsePolicy()
        }
        if await chained.validate(leaf: leaf, intermediates: others).isGood {
            return .certificateDates
        }
        var named = Verifier(rootCertificates: roots) {
            RFC5280Policy.withValidityCheckDisabled()
            ServerIdentityPolicy(serverHostname: serverName, serverIP: nil)
            AnyUsePolicy()
        }
        if await named.validate(leaf: leaf, intermediates: others).isGood {
            return .certificateUse
        }
        var vouched = Verifier(rootCertificates: roots) {
            RFC5280Policy.withValidityCheckDisabled()
            AnyNamePolicy()
            AnyUsePolicy()
        }
        let isVouched = await vouched.validate(leaf: leaf, intermediates: others).isGood
        return isVouched ? .certificateName : .certificateAuthority
    }

    /// A time within the years that a certificate can name.
    ///
    /// Source: RFC 5280, 4.1.2.5 (years 0000 to 9999).
    private static func date(_ time: UnixTime) -> Date {
        let milliseconds = min(max(time.milliseconds, 0), 253_402_300_799_000)
        return Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }
}

extension CertificateValidationResult {
    fileprivate var isGood: Bool {
        if case .validCertificate = self { return true }
        return false
    }
}
