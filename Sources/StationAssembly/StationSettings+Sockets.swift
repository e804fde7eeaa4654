internal import DeviceThreads
internal import Glibc
internal import LocalSockets
internal import StrictConfiguration

extension StationSettings {
    /// Opens both sockets, or neither.
    ///
    /// One that only cannot be made now, such as in a folder that is missing, is made later: panic
    /// works without it (P6).
    ///
    /// - Parameters:
    ///   - inputs: where the doors put what comes in.
    ///   - report: takes the rule of a socket that is made later.
    /// - Returns: both doors, on which nobody is accepted yet.
    /// - Throws: the rule that is not met, with the key of the socket.
    func openSockets(
        inputs: Mailbox<LoopInput>,
        report: (ConfigurationRefusal) -> Void
    ) throws(ConfigurationRefusal) -> (courier: CourierDoor, control: ControlDoor) {
        let (owner, group) = (try courierRule(), try controlRule())
        let courier = try open("sockets.courier") { () throws(LocalSocketError) in
            try CourierDoor(path: courierSocket, owner: owner, inputs: inputs)
        }
        do throws(ConfigurationRefusal) {
            let control = try open("sockets.control") { () throws(LocalSocketError) in
                try ControlDoor(path: controlSocket, group: group, inputs: inputs)
            }
            let faults = [
                ("sockets.courier", courier.firstFault), ("sockets.control", control.firstFault),
            ]
            for case (let key, let fault?) in faults {
                report(file.refusal(key, ConfigurationRule(socket: fault.reason)))
            }
            return (courier, control)
        } catch {
            courier.close()
            throw error
        }
    }

    private func open<Door>(
        _ key: String,
        _ make: () throws(LocalSocketError) -> Door
    ) throws(ConfigurationRefusal) -> Door {
        do throws(LocalSocketError) {
            return try make()
        } catch {
            throw file.refusal(key, ConfigurationRule(socket: error.reason))
        }
    }
}

extension ConfigurationRule {
    /// The rule that a socket breaks which cannot be made.
    fileprivate init(socket reason: LocalSocketError.Reason) {
        switch reason {
        case .inUse:
            self.init("is in use by another process", exit: .unavailable)
        case .notSocket:
            self.init("must not name a file that is not a socket", exit: .cannotCreate)
        case .notAnswered, .system(ENOENT), .system(ENOTDIR):
            self.init("must lie in a folder that exists", exit: .cannotCreate)
        case .notAllowed:
            self.init("must lie in a folder that this user can write", exit: .cannotCreate)
        case .path, .packetTooLarge, .timedOut, .closed, .system:
            self.init("cannot be made on this system", exit: .cannotCreate)
        }
    }
}
