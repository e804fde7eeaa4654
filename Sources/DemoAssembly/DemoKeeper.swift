internal import Glibc

/// A process that cleans up after a demo that could not do it: one that crashed or was killed.
///
/// It waits in a session of its own for the end of a pipe whose other end the demo holds. What
/// comes through the pipe is the order (``Order``), and a last byte when the demo has cleaned up
/// itself.
enum DemoKeeper {
    /// What there is to clean up.
    struct Order: Hashable {
        /// The folder, or nothing where it is to stay.
        var folder: String?
        /// The mode of the terminal in its saved form, or nothing where it was not changed.
        var terminal: [UInt8]?

        /// The order as bytes: two parts, each with its length before it.
        var encoded: [UInt8] {
            [Array((folder ?? "").utf8), terminal ?? []].flatMap { part in
                [UInt8(part.count >> 8), UInt8(part.count & 0xff)] + part
            }
        }

        /// Reads an order; what follows it is given back.
        init?(decoding bytes: [UInt8]) {
            var rest = bytes[...]
            func part() -> [UInt8]? {
                guard let high = rest.popFirst(), let low = rest.popFirst() else { return nil }
                let count = Int(high) << 8 | Int(low)
                guard rest.count >= count else { return nil }
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            }
            guard let folder = part(), let terminal = part() else { return nil }
            self.folder = folder.isEmpty ? nil : String(decoding: folder, as: UTF8.self)
            self.terminal = terminal.isEmpty ? nil : terminal
            isDone = !rest.isEmpty
        }

        /// Makes an order.
        init(folder: String?, terminal: [UInt8]?) {
            self.folder = folder
            self.terminal = terminal
        }

        /// Whether the demo said that it has cleaned up itself.
        private(set) var isDone = false
    }

    /// What the demo writes at its orderly end.
    static let done: [UInt8] = [UInt8(ascii: "q")]

    /// The pause between two tries to remove the folder, and how often it is tried: programs that
    /// are just ending may still write.
    private static let pauseMicroseconds: UInt32 = 100_000
    private static let tries = 20

    /// Waits for the end of the demo and cleans up where the demo did not.
    ///
    /// - Parameters:
    ///   - input: the end of the pipe.
    ///   - terminal: the terminal of the demo.
    static func run(input: Int32, terminal: Int32) {
        var bytes: [UInt8] = []
        while let more = Descriptor.read(input) { bytes += more }
        guard let order = Order(decoding: bytes), !order.isDone else { return }
        if let saved = order.terminal {
            TerminalMode(saved: saved, descriptor: terminal)?.leave(output: terminal)
        }
        guard let path = order.folder else { return }
        for _ in 0..<tries {
            DemoFolder(path: path).remove()
            if access(path, F_OK) != 0 { return }
            usleep(pauseMicroseconds)
        }
    }
}
