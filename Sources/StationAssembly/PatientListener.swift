internal import Glibc
internal import LocalSockets
internal import Synchronization

/// A local socket that is made as soon as the system lets it be made, and stays.
///
/// What keeps it away at the start, such as a folder that is missing, must not end the station, and
/// panic with it (P6).
final class PatientListener: Sendable {
    private enum State {
        case wanted
        case open(LocalListener)
        case closed
    }

    /// Makes the socket, or says why it cannot be made.
    typealias Maker = @Sendable () throws(LocalSocketError) -> LocalListener

    /// Why it could not be made at first, or nothing where it could.
    let firstFault: LocalSocketError?
    private let make: Maker
    private let state: Mutex<State>

    /// Makes the socket, now where that is possible.
    ///
    /// - Throws: what time cannot mend: somebody else answers there, a file lies there, or the path is
    ///   none.
    init(_ make: @escaping Maker) throws(LocalSocketError) {
        self.make = make
        do throws(LocalSocketError) {
            state = Mutex(.open(try make()))
            firstFault = nil
        } catch {
            guard error.mayPass else { throw error }
            state = Mutex(.wanted)
            firstFault = error
        }
    }

    /// Waits for the next peer, whatever the system is short of meanwhile.
    ///
    /// A system without descriptors or memory has some again later; a door that gave up would stay
    /// shut until the next start.
    ///
    /// - Returns: the connection, or nothing once the listener is closed.
    func accept() -> LocalConnection? {
        while true {
            switch state.withLock({ $0 }) {
            case .closed:
                return nil
            case .wanted:
                if let made = try? make() { open(made) } else { sleep(1) }
            case .open(let listener):
                do throws(LocalSocketError) {
                    return try listener.accept()
                } catch {
                    if error.reason == .closed { return nil }
                    sleep(1)
                }
            }
        }
    }

    /// Closes the socket; ``accept()`` returns, where there is none yet within a second.
    func close() {
        state.withLock { state in
            if case .open(let listener) = state { listener.close() }
            state = .closed
        }
    }

    private func open(_ listener: LocalListener) {
        state.withLock { state in
            if case .closed = state { listener.close() } else { state = .open(listener) }
        }
    }
}

extension LocalSocketError {
    /// Whether time or a technician may mend it while the station runs.
    fileprivate var mayPass: Bool {
        switch reason {
        case .inUse, .notSocket, .path: false
        case .notAllowed, .notAnswered, .packetTooLarge, .timedOut, .closed, .system: true
        }
    }
}
