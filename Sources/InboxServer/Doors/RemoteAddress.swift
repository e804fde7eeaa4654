internal import NIOCore

/// Who shares a limit on connections that have not shown a certificate yet: an IPv4 address, or the
/// first 64 bits of an IPv6 address, because a subscriber has all addresses behind those.
///
/// Source: RFC 4291 section 2.5.4 (interface identifiers of 64 bits) and 2.5.5.2 (mapped addresses); ip(7)
/// and ipv6(7) for the layout of the socket addresses.
struct RemoteAddress: Hashable, Sendable {
    private let bytes: [UInt8]

    init(_ address: SocketAddress?) {
        switch address {
        case .v4(let address):
            bytes = withUnsafeBytes(of: address.address) { Array($0[Self.v4Place]) }
        case .v6(let address):
            let whole = withUnsafeBytes(of: address.address) { Array($0[Self.v6Place]) }
            let isMapped = whole.starts(with: Self.mappedPrefix)
            bytes = isMapped ? Array(whole.suffix(4)) : Array(whole.prefix(8))
        case .unixDomainSocket, nil:
            bytes = []
        }
    }

    /// Where the address stands in `sockaddr_in` and `sockaddr_in6`: behind family and port, and in
    /// the second behind the flow information too.
    private static let v4Place = 4..<8
    private static let v6Place = 8..<24
    private static let mappedPrefix = [UInt8](repeating: 0, count: 10) + [0xff, 0xff]
}
