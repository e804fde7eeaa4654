/// Whom the courier talks with, and until when it may: for the technician.
public struct CourierIdentity: Hashable, Sendable {
    /// The longest name of the centre, in bytes.
    ///
    /// Source: RFC 1035, 2.3.4.
    public static let nameLength = 253

    /// The name that the centre's certificate must bear.
    public let centre: String
    /// When the certificate of the courier ends.
    public let certificateEnd: UnixTime

    /// Makes an identity, or gives nothing where the name is none of a host: it is shown on terminals.
    public init?(centre: String, certificateEnd: UnixTime) {
        let name = centre.utf8
        guard !name.isEmpty, name.count <= Self.nameLength, name.allSatisfy(Self.isOfName) else {
            return nil
        }
        self.centre = centre
        self.certificateEnd = certificateEnd
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
