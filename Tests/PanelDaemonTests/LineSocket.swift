import Foundation
import Synchronization

/// A Unix socket on which lines go both ways.
final class LineSocket: Sendable {
    let descriptor: Int32
    private let buffer = Mutex<[UInt8]>([])

    /// Connects to the socket at `path`, which may take a moment to be there.
    init(path: String) throws {
        let end = ContinuousClock.now + .seconds(15)
        while true {
            let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            if result == 0 {
                var limit = timeval(tv_sec: 10, tv_usec: 0)
                let size = socklen_t(MemoryLayout<timeval>.size)
                setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
                descriptor = socket
                return
            }
            Glibc.close(socket)
            guard ContinuousClock.now < end else { throw POSIXError(.ETIMEDOUT) }
            usleep(10_000)
        }
    }

    func write(_ line: String) {
        let bytes = Array(line.utf8) + [10]
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }

    /// The next line that is wanted, or nothing after the end or ten seconds.
    func readLine(where isWanted: (String) -> Bool = { _ in true }) -> String? {
        buffer.withLock { buffer in
            while true {
                while let end = buffer.firstIndex(of: 10) {
                    let line = String(decoding: buffer[..<end], as: UTF8.self)
                    buffer.removeFirst(end + 1)
                    if isWanted(line) { return line }
                }
                var bytes = [UInt8](repeating: 0, count: 65_536)
                let count = read(descriptor, &bytes, bytes.count)
                guard count > 0 else { return nil }
                buffer += bytes.prefix(count)
            }
        }
    }

    func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
