import Foundation
import SystemdService
import Testing

@Suite struct ServiceNotifierTests {
    /// A socket as systemd has it.
    private final class Listener {
        let path: String
        private let socket: Int32

        init(isAbstract: Bool) throws {
            let name = "mp-\(UUID().uuidString.prefix(8))"
            path = isAbstract ? "@\(name)" : "\(NSTemporaryDirectory())/\(name)"
            socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var bytes = Array(path.utf8)
            if isAbstract { bytes[0] = 0 }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(socket, $0, length)
                }
            }
            try #require(result == 0)
        }

        deinit {
            close(socket)
            unlink(path)
        }

        /// What has come, if anything.
        func take() -> String? {
            var bytes = [UInt8](repeating: 0, count: 100)
            let count = recv(socket, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
        }
    }

    /// Broken once: an abstract name that was sent with the zero at its end reached nobody.
    @Test(arguments: [false, true])
    func `what is told arrives at a path and at an abstract name`(isAbstract: Bool) throws {
        let listener = try Listener(isAbstract: isAbstract)
        let notifier = try #require(
            ServiceNotifier(environment: { ["NOTIFY_SOCKET": listener.path][$0] }, process: 1)
        )
        #expect(notifier.watchInterval == nil)
        let notices: [(ServiceNotice, String)] = [
            (.ready, "READY=1"), (.alive, "WATCHDOG=1"), (.stopping, "STOPPING=1"),
            (.status(ServiceStatus("Well.")), "STATUS=Well."),
        ]
        for (notice, line) in notices {
            notifier.tell(notice)
            #expect(listener.take() == line)
        }
        #expect(listener.take() == nil)
    }

    private static let watched: [(String?, String?, Duration?)] = [
        ("10000000", "7", .microseconds(3_333_333)),
        ("10000000", nil, .microseconds(3_333_333)),
        ("10000000", "8", nil), ("0", "7", nil), ("-5", "7", nil), ("x", "7", nil),
        (nil, "7", nil),
    ]

    @Test(arguments: watched)
    func `the watchdog is fed three times as often as systemd asks, if it asks this process`(
        microseconds: String?,
        process: String?,
        interval: Duration?
    ) throws {
        let environment: [String: String?] = [
            "NOTIFY_SOCKET": "@nobody", "WATCHDOG_USEC": microseconds, "WATCHDOG_PID": process,
        ]
        let notifier = try #require(
            ServiceNotifier(environment: { environment[$0] ?? nil }, process: 7)
        )
        #expect(notifier.watchInterval == interval)
    }

    @Test(arguments: ["", "relative", "@", "/", "/" + String(repeating: "x", count: 107)])
    func `a socket that cannot be one is none`(path: String) {
        #expect(ServiceNotifier(environment: { ["NOTIFY_SOCKET": path][$0] }, process: 1) == nil)
    }

    @Test func `telling nobody does nothing`() throws {
        let path = "@mp-\(UUID().uuidString)"
        let notifier = try #require(
            ServiceNotifier(environment: { ["NOTIFY_SOCKET": path][$0] }, process: 1)
        )
        notifier.tell(.ready)
        #expect(ServiceNotifier(environment: { _ in nil }, process: 1) == nil)
    }
}
