internal import FoundationEssentials
public import MeldpostCore
internal import SwiftASN1
internal import X509

extension CentreEndpoint {
    /// Whom we talk with, and when our certificate ends; nothing where the certificate is none.
    public var identity: CourierIdentity? {
        let text = String(decoding: certificateChain, as: UTF8.self)
        let end = "-----END CERTIFICATE-----"
        guard let place = text.firstRange(of: end),
            let certificate = try? Certificate(pemEncoded: String(text[..<place.upperBound]))
        else { return nil }
        let seconds = certificate.notValidAfter.timeIntervalSince1970
        return CourierIdentity(
            centre: serverName,
            certificateEnd: UnixTime(milliseconds: Int64(seconds) * 1_000)
        )
    }
}
