internal import Glibc
internal import LocalSockets
internal import StrictConfiguration

extension StationSettings {
    /// Who may be the courier: the user named, else our own user; root in any case.
    func courierRule() throws(ConfigurationRefusal) -> PeerRule {
        guard let courierUser else { return .ourselves }
        guard let entry = getpwnam(courierUser) else {
            throw file.refusal("sockets.courier_user", .mustNameUser)
        }
        return PeerRule(userIDs: [0, entry.pointee.pw_uid], groupIDs: [])
    }

    /// Who may ask for the status: the group named, else our own user; root in any case.
    func controlRule() throws(ConfigurationRefusal) -> PeerRule {
        guard let controlGroup else { return .ourselves }
        guard let entry = getgrnam(controlGroup) else {
            throw file.refusal("sockets.control_group", .mustNameGroup)
        }
        return PeerRule(userIDs: [0, geteuid()], groupIDs: [entry.pointee.gr_gid])
    }
}

extension ConfigurationRule {
    fileprivate static let mustNameUser = ConfigurationRule("must name a user of this system")
    fileprivate static let mustNameGroup = ConfigurationRule("must name a group of this system")
}
