internal import Glibc

/// Ports of the loopback interface, 127.0.0.1.
enum LoopbackPort {
    /// Opens a port that nobody uses and waits for connections on it.
    static func listen() throws(DemoFault) -> (listener: Int32, port: UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { throw .network(errorNumber: errno) }
        var address = address(port: 0)
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var lengthGiven = length
        let isDone = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && Glibc.listen(listener, 16) == 0
                    && getsockname(listener, pointer, &lengthGiven) == 0
            }
        }
        guard isDone else {
            let number = errno
            close(listener)
            throw .network(errorNumber: number)
        }
        Descriptor.setNonBlocking(listener)
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    /// Finds ports that nobody uses now, each another one.
    static func find(count: Int) throws(DemoFault) -> [UInt16] {
        var found: [(listener: Int32, port: UInt16)] = []
        defer {
            for (listener, _) in found { close(listener) }
        }
        for _ in 0..<count { found.append(try listen()) }
        return found.map(\.port)
    }

    /// Begins a connection to `port`, or gives `nil` where that fails at once.
    static func connect(to port: UInt16) -> Int32? {
        let flags = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        let descriptor = socket(AF_INET, Int32(flags), 0)
        guard descriptor >= 0 else { return nil }
        var address = address(port: port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                Glibc.connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 || errno == EINPROGRESS else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// Whether somebody takes connections on `port`.
    static func answers(_ port: UInt16) -> Bool {
        guard let descriptor = connect(to: port) else { return false }
        defer { close(descriptor) }
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&request, 1, 50) > 0 && request.revents & Int16(POLLERR | POLLHUP) == 0
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        return address
    }
}
