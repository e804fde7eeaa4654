internal import Glibc
internal import LocalSockets
internal import StrictConfiguration

extension StationSettings {
    /// Who may be the courier: the user named, else our own user; root in any case.
    func courierRule() throws(ConfigurationRefusal) -> PeerRule {
        try Self.courierRule(courierUser, file)
    }

    static func courierRule(
        _ user: String?,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> PeerRule {
        guard let user else { return .ourselves }
        guard let entry = getpwnam(user) else {
            throw file.refusal("sockets.courier_user", .mustNameUser)
        }
        return PeerRule(userIDs: [0, entry.pointee.pw_uid], groupIDs: [])
    }

    /// Who may ask for the status: the group named, else our own user; root in any case.
    func controlRule() throws(ConfigurationRefusal) -> PeerRule {
        try Self.controlRule(controlGroup, file)
    }

    static func controlRule(
        _ group: String?,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> PeerRule {
        guard let group else { return .ourselves }
        guard let entry = getgrnam(group) else {
            throw file.refusal("sockets.control_group", .mustNameGroup)
        }
        return PeerRule(userIDs: [0, geteuid()], groupIDs: [entry.pointee.gr_gid])
    }
}

extension ConfigurationRule {
    fileprivate static let mustNameUser = ConfigurationRule("must name a user of this system")
    fileprivate static let mustNameGroup = ConfigurationRule("must name a group of this system")
}
