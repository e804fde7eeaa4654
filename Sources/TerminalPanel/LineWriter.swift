internal import Glibc
internal import MeldpostCore

/// Writes lines to a descriptor and never waits long for it.
///
/// A terminal that somebody stopped, or a reader that sleeps, must not stop the station: a panic
/// press has to pass (P6). So a line waits ``patience`` at most, and once one has waited in vain,
/// the next ones do not wait at all until the descriptor takes bytes again. A text or a tone that
/// does not get through is dropped and counted; the last state of a lamp or relay is kept and goes
/// first as soon as something goes.
struct LineWriter {
    /// How long one line may wait.
    static let patience = Duration.milliseconds(200)

    /// How many bytes are written at once: a pipe that polls as writable takes these without
    /// blocking.
    ///
    /// Source: pipe(7), PIPE_BUF.
    private static let pieceLength = 4_096

    private let descriptor: Int32
    private var isStuck = false
    private var isMidLine = false
    private var owed: [PanelOutput.LastingThing: PanelOutput] = [:]

    /// How many lines did not get through.
    private(set) var droppedCount = 0

    /// Makes a writer to `descriptor`, which stays the caller's.
    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Writes the line of `output`, and before it the states that are still owed.
    mutating func write(_ output: PanelOutput) {
        if let thing = output.lastingThing { owed[thing] = nil }
        for (thing, state) in owed {
            guard send(state.line) else { break }
            owed[thing] = nil
        }
        guard !send(output.line) else { return }
        droppedCount += 1
        if let thing = output.lastingThing { owed[thing] = output }
    }

    private mutating func send(_ line: String) -> Bool {
        // What was cut off in the middle must not swallow the beginning of this line.
        var bytes = Array((isMidLine ? "\n" : "").utf8) + Array(line.utf8) + [UInt8(ascii: "\n")]
        let end = ContinuousClock.now + (isStuck ? .zero : Self.patience)
        while !bytes.isEmpty {
            guard isWritable(until: end) else {
                isStuck = true
                return false
            }
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(
                    descriptor,
                    buffer.baseAddress,
                    min(buffer.count, Self.pieceLength)
                )
            }
            if count > 0 {
                isMidLine = count < bytes.count
                bytes.removeFirst(count)
            } else if errno != EINTR, errno != EAGAIN {
                // The reader has gone (EPIPE) or the terminal (EIO): nothing will come of waiting.
                isStuck = true
                return false
            }
        }
        isStuck = false
        return true
    }

    private func isWritable(until end: ContinuousClock.Instant) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while true {
            let left = max(.zero, ContinuousClock.now.duration(to: end))
            let count = poll(&request, 1, Int32(clamping: left.wholeMilliseconds))
            if count > 0 { return request.revents & Int16(POLLOUT) != 0 }
            if count == 0 || errno != EINTR { return false }
        }
    }
}
