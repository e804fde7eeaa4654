internal import Glibc
internal import LocalSockets

extension StationSettings {
    /// Who may be the courier: the user named, else our own user; root in any case.
    func courierRule() throws -> PeerRule {
        guard let courierUser else { return .ourselves }
        guard let entry = getpwnam(courierUser) else {
            throw StationRefusal.unknownName("sockets.courier_user")
        }
        return PeerRule(userIDs: [0, entry.pointee.pw_uid], groupIDs: [])
    }

    /// Who may ask for the status: the group named, else our own user; root in any case.
    func controlRule() throws -> PeerRule {
        guard let controlGroup else { return .ourselves }
        guard let entry = getgrnam(controlGroup) else {
            throw StationRefusal.unknownName("sockets.control_group")
        }
        return PeerRule(userIDs: [0, geteuid()], groupIDs: [entry.pointee.gr_gid])
    }
}
