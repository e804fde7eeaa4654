import Glibc

/// Two connected descriptors.
final class PipePair: Sendable {
    let readEnd: Int32
    let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0)
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        precondition(write(writeEnd, bytes, bytes.count) == bytes.count)
    }

    /// Fills the pipe to the brim and says with how many bytes.
    func fill() -> Int {
        let flags = fcntl(writeEnd, F_GETFL)
        _ = fcntl(writeEnd, F_SETFL, flags | O_NONBLOCK)
        defer { _ = fcntl(writeEnd, F_SETFL, flags) }
        var filled = 0
        for size in [4_096, 1] {
            let bytes = [UInt8](repeating: UInt8(ascii: "."), count: size)
            while write(writeEnd, bytes, size) == size { filled += size }
        }
        return filled
    }

    /// What is in the pipe now.
    func drain() -> String {
        let flags = fcntl(readEnd, F_GETFL)
        _ = fcntl(readEnd, F_SETFL, flags | O_NONBLOCK)
        defer { _ = fcntl(readEnd, F_SETFL, flags) }
        var all: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(readEnd, &bytes, bytes.count), count > 0 {
            all += bytes.prefix(count)
        }
        return String(decoding: all, as: UTF8.self)
    }
}
