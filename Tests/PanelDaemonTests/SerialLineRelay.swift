import Foundation
import PanelProtocol
import Synchronization

/// The cable between the emulated board and the daemon: it can be cut, and carry junk.
final class SerialLineRelay: Sendable {
    /// The terminal that the daemon opens.
    let path: String
    private let near: Int32
    private let far: Int32
    private let board: LineSocket
    private let isCut = Mutex(false)
    private let told = Mutex(Told())
    private let isStopped = Mutex(false)
    private let hasStopped = DispatchSemaphore(value: 0)

    init(path socket: String) throws {
        board = try LineSocket(path: socket)
        var name = [CChar](repeating: 0, count: 128)
        var ends: (Int32, Int32) = (-1, -1)
        guard openpty(&ends.0, &ends.1, &name, nil, nil) == 0 else { throw POSIXError(.ENODEV) }
        // The other end stays open here too, so that a daemon that dies does not hang up.
        (near, far) = ends
        var mode = termios()
        tcgetattr(far, &mode)
        cfmakeraw(&mode)
        tcsetattr(far, TCSANOW, &mode)
        for descriptor in [near, far] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }

    /// What the controller has told last, whether the cable is cut or not.
    struct Told {
        /// How many presses it has counted.
        var presses: UInt16 = 0
        /// The newest move of a key.
        var key: KeyMove?
        private var reader = FrameReader()

        mutating func take(_ bytes: ArraySlice<UInt8>) {
            for byte in bytes where reader.take(byte) == .frame {
                switch ControllerFrame(reader.frame) {
                case .state(_, let state): presses = state.presses
                case .hello(let hello): presses = hello.state.presses
                case .key(_, let move): key = move
                default: break
                }
            }
        }
    }

    /// What the controller has told last.
    var newest: (presses: UInt16, key: KeyMove?) { told.withLock { ($0.presses, $0.key) } }

    func start() {
        Thread.detachNewThread { [self] in
            var bytes = [UInt8](repeating: 0, count: 4_096)
            while !isStopped.withLock({ $0 }) {
                var requests = [
                    pollfd(fd: near, events: Int16(POLLIN), revents: 0),
                    pollfd(fd: board.descriptor, events: Int16(POLLIN), revents: 0),
                ]
                guard poll(&requests, 2, 50) > 0 else { continue }
                for (from, to) in [(near, board.descriptor), (board.descriptor, near)]
                where requests.contains(where: { $0.fd == from && $0.revents != 0 }) {
                    let count = read(from, &bytes, bytes.count)
                    guard count > 0 else { continue }
                    if to == near { told.withLock { $0.take(bytes.prefix(count)) } }
                    if !isCut.withLock({ $0 }) { _ = write(to, bytes, count) }
                }
            }
            close(near)
            close(far)
            board.close()
            hasStopped.signal()
        }
    }

    /// Cuts the cable or mends it.
    func cut(_ isCut: Bool) { self.isCut.withLock { $0 = isCut } }

    /// Puts bytes on the line, in both directions.
    func disturb(_ bytes: [UInt8]) {
        _ = write(near, bytes, bytes.count)
        _ = write(board.descriptor, bytes, bytes.count)
    }

    func stop() {
        isStopped.withLock { $0 = true }
        _ = hasStopped.wait(timeout: .now() + 10)
    }
}
