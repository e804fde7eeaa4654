import Foundation

/// A socket of notices as systemd has one; what comes is kept.
package final class NoticeListener {
    private let folder = TemporaryFolder()
    package var path: String { folder.file("notices") }
    private let descriptor: Int32
    private var kept: [String] = []

    package init() throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + 1)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length)
            }
        }
        guard result == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit {
        close(descriptor)
    }

    /// What came so far, in order.
    package var all: [String] {
        while take(atMost: 0) != nil {}
        return kept
    }

    /// Forgets what came so far.
    package func drain() {
        while take(atMost: 0) != nil {}
        kept = []
    }

    /// Waits until `line` is among what came, at most fifteen seconds.
    package func wait(for line: String) -> Bool {
        all.contains(line) || waitForNext(line, atMost: 15)
    }

    /// Waits for `line` to come from now on.
    package func waitForNext(_ line: String, atMost seconds: Double) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        while end > Date() {
            if take(atMost: end.timeIntervalSinceNow) == line { return true }
        }
        return false
    }

    private func take(atMost seconds: Double) -> String? {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, Int32(max(0, seconds) * 1_000)) > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count >= 0 else { return nil }
        let line = String(decoding: bytes.prefix(count), as: UTF8.self)
        kept.append(line)
        return line
    }
}
