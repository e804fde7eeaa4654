internal import Glibc

/// Who is on the other side of a local socket, as the kernel vouches for it.
///
/// Source: unix(7), `SO_PEERCRED`; linux/net/core/sock.c, `SO_PEERGROUPS`.
public struct PeerCredentials: Hashable, Sendable {
    /// The process that connected, or that listens.
    public let processID: Int32

    /// The user in whose name it runs.
    public let userID: UInt32

    /// Its group and the groups it is also a member of.
    public let groupIDs: Set<UInt32>

    /// Makes credentials.
    public init(processID: Int32, userID: UInt32, groupIDs: Set<UInt32>) {
        self.processID = processID
        self.userID = userID
        self.groupIDs = groupIDs
    }

    /// Asks the kernel about the other side of `socket`.
    init(
        of socket: SocketDescriptor,
        _ operation: LocalSocketError.Operation
    ) throws(LocalSocketError) {
        // struct ucred: three numbers of 32 bits, for process, user and group.
        var fields: [UInt32] = [0, 0, 0]
        var length = socklen_t(fields.count * MemoryLayout<UInt32>.size)
        guard getsockopt(socket.number, SOL_SOCKET, SO_PEERCRED, &fields, &length) == 0 else {
            throw .system(operation, errno)
        }
        processID = Int32(bitPattern: fields[0])
        userID = fields[1]
        groupIDs = Set([fields[2]] + Self.otherGroups(of: socket))
    }

    /// The most groups that are looked at; who is in more is known by the first of them only.
    private static let groupCount = 256

    private static func otherGroups(of socket: SocketDescriptor) -> [UInt32] {
        var groups = [gid_t](repeating: 0, count: groupCount)
        var length = socklen_t(groups.count * MemoryLayout<gid_t>.size)
        guard getsockopt(socket.number, SOL_SOCKET, SO_PEERGROUPS, &groups, &length) == 0 else {
            return []
        }
        return Array(groups.prefix(Int(length) / MemoryLayout<gid_t>.size))
    }
}
