internal import Glibc
internal import Synchronization

/// Where the lines go: one write each, which never waits.
///
/// Nobody may be kept from acting because nobody reads the log: a line for which there is no room
/// is dropped and counted, and the next line says how many.
final class LogOutput: Sendable {
    private let descriptor: Int32
    private let dropped = Atomic<Int>(0)

    /// Writes to `descriptor`, which stays open for as long as the program runs.
    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Writes one line, or counts it.
    func write(_ line: [UInt8]) {
        let missing = dropped.exchange(0, ordering: .relaxed)
        if missing > 0 {
            let notice = "<4>log lines dropped log.dropped=\(missing)\n"
            guard put(Array(notice.utf8)) else {
                dropped.add(missing + 1, ordering: .relaxed)
                return
            }
        }
        if !put(line) { dropped.add(1, ordering: .relaxed) }
    }

    private func put(_ line: [UInt8]) -> Bool {
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&room, 1, 0) == 1, room.revents & Int16(POLLOUT) != 0 else { return false }
        return Glibc.write(descriptor, line, line.count) == line.count
    }
}
