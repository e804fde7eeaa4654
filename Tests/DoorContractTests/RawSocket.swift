import Foundation

/// Sockets made without our code, as another program would make them.
enum RawSocket {
    private static func withAddress(
        _ path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    /// A socket of whole packets that is connected to `path`.
    static func connected(to path: String) -> Int32 {
        let number = socket(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0)
        precondition(withAddress(path) { connect(number, $0, $1) } == 0)
        return number
    }

    /// A socket that is bound to `path`, and does not listen.
    static func bound(to path: String, type: Int32 = Int32(SOCK_SEQPACKET.rawValue)) -> Int32 {
        let number = socket(AF_UNIX, type, 0)
        precondition(withAddress(path) { bind(number, $0, $1) } == 0)
        return number
    }
}
