import Glibc

/// TCP connections on which nothing is ever said.
final class SilentConnections: Sendable {
    private let sockets: [Int32]

    /// Connects to a port of this machine, each from the address that `address` gives for it.
    init(_ count: Int, port: Int, from address: (Int) -> String) {
        var sockets: [Int32] = []
        for number in 0..<count {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var own = Self.address(address(number), port: 0)
            var other = Self.address("127.0.0.1", port: port)
            let length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isOpen =
                withUnsafePointer(to: &own) { own in
                    own.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        bind(descriptor, $0, length)
                    }
                } == 0
                && withUnsafePointer(to: &other) { other in
                    other.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        connect(descriptor, $0, length)
                    }
                } == 0
            if isOpen { sockets.append(descriptor) } else { close(descriptor) }
        }
        self.sockets = sockets
    }

    deinit {
        for descriptor in sockets { close(descriptor) }
    }

    /// How many could connect.
    var count: Int { sockets.count }

    /// On how many the other side has not hung up.
    var openCount: Int {
        sockets.count { descriptor in
            var byte: UInt8 = 0
            return recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT | MSG_PEEK)) < 0
                && errno == EAGAIN
        }
    }

    private static func address(_ text: String, port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, text, &address.sin_addr)
        return address
    }
}
