internal import Glibc

/// Who may talk on a local socket, beside what the mode of its file says.
public struct PeerRule: Hashable, Sendable {
    private enum Allowed: Hashable, Sendable {
        case everybody
        case listed(users: Set<UInt32>, groups: Set<UInt32>)
    }

    private let allowed: Allowed

    /// Whoever the mode of the file lets in.
    public static let anyone = PeerRule(allowed: .everybody)

    /// Root and the user in whose name this process runs.
    public static var ourselves: PeerRule { PeerRule(userIDs: [0, geteuid()], groupIDs: []) }

    /// These users, and the members of these groups.
    public init(userIDs: Set<UInt32>, groupIDs: Set<UInt32>) {
        self.init(allowed: .listed(users: userIDs, groups: groupIDs))
    }

    private init(allowed: Allowed) {
        self.allowed = allowed
    }

    /// Whether `peer` may talk.
    public func allows(_ peer: PeerCredentials) -> Bool {
        switch allowed {
        case .everybody: true
        case .listed(let users, let groups):
            users.contains(peer.userID) || !groups.isDisjoint(with: peer.groupIDs)
        }
    }
}
