internal import CLinux
internal import Glibc

/// Who may read a file.
enum FileAccess {
    /// Whether the file belongs to us or to root, and nobody else may read or write it.
    ///
    /// systemd hands a credential over as a file of root with mode 0400 and one more right in its
    /// access control list, for the user of the unit; the group bits of the mode then show the
    /// mask of the list, not a right of a group. Such a file is private.
    ///
    /// Source: systemd.exec(5), `LoadCredential=`; acl(5), "Correspondence between ACL entries and
    /// file permission bits".
    static func isPrivate(descriptor: Int32, status: stat) -> Bool {
        guard status.st_uid == 0 || status.st_uid == geteuid() else { return false }
        guard status.st_mode & 0o007 == 0 else { return false }
        guard status.st_mode & 0o070 != 0 else { return true }
        return givesGroupsNothing(accessControlList(of: descriptor))
    }

    /// The largest list that is looked at: 31 entries of 8 bytes after a header of 4.
    private static let listLength = 252

    private static func accessControlList(of descriptor: Int32) -> [UInt8] {
        var list = [UInt8](repeating: 0, count: listLength)
        let count = fgetxattr(descriptor, "system.posix_acl_access", &list, list.count)
        return count > 0 ? Array(list.prefix(count)) : []
    }

    /// Whether an access control list is there and gives no right to any group or to others.
    ///
    /// Source: linux/posix_acl_xattr.h (version 2, then tag, permissions and id, little-endian) and
    /// linux/posix_acl.h (the tags).
    static func givesGroupsNothing(_ list: [UInt8]) -> Bool {
        guard list.count > 4, (list.count - 4).isMultiple(of: 8), list.prefix(4) == [2, 0, 0, 0]
        else { return false }
        let groupTags: [UInt8] = [0x04, 0x08, 0x20]
        return stride(from: 4, to: list.count, by: 8).allSatisfy { entry in
            !groupTags.contains(list[entry]) || list[entry + 2] == 0
        }
    }
}
