internal import Glibc
internal import LocalSockets

extension LocalListener {
    /// Waits for the next peer, whatever the system is short of meanwhile.
    ///
    /// A system without descriptors or memory has some again later; a door that gave up would stay
    /// shut until the next start.
    ///
    /// - Returns: the connection, or nothing once the listener is closed.
    func acceptPatiently() -> LocalConnection? {
        while true {
            do throws(LocalSocketError) {
                return try accept()
            } catch {
                if error.reason == .closed { return nil }
                sleep(1)
            }
        }
    }
}
