internal import Glibc

/// The cable between the box and its centre: a relay on the loopback interface that can be pulled.
///
/// Pulled, every connection breaks at once and no new one comes about. It sees what a network sees:
/// bytes of TLS.
struct NetworkPlug: ~Copyable {
    /// How many connections there are at most; the courier has two.
    ///
    /// More are refused.
    static let connections = 16

    /// How many bytes wait in one direction at most; the sender waits beyond that.
    static let waitingBytes = 65_536

    private struct Connection {
        var near: Int32
        var far: Int32
        var toFar: [UInt8] = []
        var toNear: [UInt8] = []
        var isEnding = false

        /// Whether nothing more can be done with it.
        var isOver: Bool { isEnding && toFar.isEmpty && toNear.isEmpty }
    }

    /// The port on which connections are taken.
    let port: UInt16

    /// How many connections were taken so far.
    private(set) var takenCount = 0

    private let target: UInt16
    private let listener: Int32
    private var isPlugged = true
    private var open: [Connection] = []

    /// Makes a plugged-in cable to the port `target`.
    init(to target: UInt16) throws(DemoFault) {
        self.target = target
        (listener, port) = try LoopbackPort.listen()
    }

    deinit {
        for connection in open { Self.reset(connection) }
        close(listener)
    }

    /// What to wait for; the results go to ``serve(_:)`` in the same order.
    var requests: [pollfd] {
        [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
            + open.flatMap { connection in
                [
                    Self.request(connection.near, in: connection.toFar, out: connection.toNear),
                    Self.request(connection.far, in: connection.toNear, out: connection.toFar),
                ]
            }
    }

    /// Carries over what can be carried.
    mutating func serve(_ results: [pollfd]) {
        precondition(results.count == 1 + 2 * open.count, "The results are those of `requests`.")
        for index in open.indices {
            let near = results[1 + 2 * index]
            let far = results[2 + 2 * index]
            Self.carry(&open[index], near: near.revents, far: far.revents)
        }
        for connection in open where connection.isOver { Self.reset(connection) }
        open.removeAll(where: \.isOver)
        if results[0].revents != 0 { take() }
    }

    /// Pulls the cable or plugs it in.
    mutating func set(isPlugged: Bool) {
        self.isPlugged = isPlugged
        guard !isPlugged else { return }
        for connection in open { Self.reset(connection) }
        open = []
    }

    private mutating func take() {
        let near = accept(listener, nil, nil)
        guard near >= 0 else { return }
        _ = fcntl(near, F_SETFD, FD_CLOEXEC)
        guard
            isPlugged, open.count < Self.connections, let far = LoopbackPort.connect(to: target)
        else {
            Self.reset(near)
            return
        }
        Descriptor.setNonBlocking(near)
        takenCount += 1
        open.append(Connection(near: near, far: far))
    }

    private static func request(_ descriptor: Int32, in: [UInt8], out: [UInt8]) -> pollfd {
        let reads = `in`.count < waitingBytes ? POLLIN : 0
        let writes = out.isEmpty ? 0 : POLLOUT
        return pollfd(fd: descriptor, events: Int16(reads | writes), revents: 0)
    }

    private static func carry(_ connection: inout Connection, near: Int16, far: Int16) {
        let readable = Int16(POLLIN | POLLHUP | POLLERR)
        if near & readable != 0 {
            take(from: connection.near, into: &connection.toFar, isEnding: &connection.isEnding)
        }
        if far & readable != 0 {
            take(from: connection.far, into: &connection.toNear, isEnding: &connection.isEnding)
        }
        give(&connection.toFar, to: connection.far, isEnding: &connection.isEnding)
        give(&connection.toNear, to: connection.near, isEnding: &connection.isEnding)
    }

    private static func take(from: Int32, into waiting: inout [UInt8], isEnding: inout Bool) {
        guard waiting.count < waitingBytes else { return }
        if let bytes = Descriptor.read(from) {
            waiting += bytes
        } else {
            isEnding = true
        }
    }

    private static func give(_ waiting: inout [UInt8], to: Int32, isEnding: inout Bool) {
        guard !waiting.isEmpty else { return }
        let count = send(to, waiting, waiting.count, Int32(MSG_NOSIGNAL))
        if count > 0 {
            waiting.removeFirst(count)
        } else if errno != EAGAIN && errno != EINTR && errno != ENOTCONN {
            waiting = []
            isEnding = true
        }
    }

    private static func reset(_ connection: Connection) {
        reset(connection.near)
        reset(connection.far)
    }

    /// Closes so that the other end sees a broken connection, not an orderly end.
    private static func reset(_ descriptor: Int32) {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_LINGER,
            &linger,
            socklen_t(MemoryLayout<linger>.size)
        )
        close(descriptor)
    }
}
