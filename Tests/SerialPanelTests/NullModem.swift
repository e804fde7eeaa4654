import Foundation
import PanelProtocol
import ProgramKit

/// A pair of terminals: the door has one end, the test plays the controller at the other.
final class NullModem {
    let path: String
    private var near: Int32
    private var far: Int32
    private var reader = FrameReader()
    private var frames: [(frame: StationFrame, session: UInt16)] = []

    init() throws {
        var name = [CChar](repeating: 0, count: 128)
        var ends: (Int32, Int32) = (-1, -1)
        guard openpty(&ends.0, &ends.1, &name, nil, nil) == 0 else {
            throw POSIXError(.ENODEV)
        }
        (near, far) = ends
        _ = fcntl(near, F_SETFL, O_NONBLOCK)
        var mode = termios()
        tcgetattr(far, &mode)
        cfmakeraw(&mode)
        tcsetattr(far, TCSANOW, &mode)
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }

    deinit { pull() }

    /// The session of the newest welcome.
    var session: UInt16 {
        frames.last { if case .welcome = $0.frame { true } else { false } }?.session ?? 0
    }

    /// Pulls the plug.
    func pull() {
        if near >= 0 { close(near) }
        if far >= 0 { close(far) }
        (near, far) = (-1, -1)
    }

    func send(_ frame: ControllerFrame, session: UInt16, pause: UInt32 = 0) {
        let wire = WireBytes(frame.bytes(session: session))
        for index in 0..<wire.count {
            var byte = wire[index]
            let isTaken = Deadline(in: .seconds(10)).wait { write(near, &byte, 1) == 1 }
            precondition(isTaken, "the line takes a byte")
            if pause > 0 { usleep(pause) }
        }
    }

    /// Writes what the terminal takes.
    func flood(_ bytes: [UInt8]) {
        if write(near, bytes, bytes.count) < 0 { wait(for: POLLOUT, milliseconds: 10) }
    }

    /// Waits for a frame of the door.
    func wait(limit: Int = 5_000, for isWanted: (StationFrame) -> Bool) -> Bool {
        let end = Deadline(in: .milliseconds(limit))
        while !end.hasPassed {
            wait(for: POLLIN, milliseconds: 5)
            var bytes = [UInt8](repeating: 0, count: 1_024)
            let count = read(near, &bytes, bytes.count)
            for byte in bytes.prefix(max(0, count)) where reader.take(byte) == .frame {
                guard let frame = StationFrame(reader.frame) else { continue }
                frames.append((frame, reader.frame.session))
                if isWanted(frame) { return true }
            }
        }
        return false
    }

    private func wait(for events: Int32, milliseconds: Int32) {
        var request = pollfd(fd: near, events: Int16(events), revents: 0)
        poll(&request, 1, milliseconds)
    }
}
