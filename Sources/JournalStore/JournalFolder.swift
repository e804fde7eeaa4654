internal import Glibc
internal import MeldpostCore
internal import SQLiteStore

/// The folder of a journal and the names in it.
struct JournalFolder {
    let path: String

    /// The journal itself.
    var journal: DatabaseFile { DatabaseFile(path: "\(path)/journal.sqlite") }

    /// The path of the reserve.
    var reserve: String { "\(path)/reserve" }

    /// A file that was set aside.
    func setAside(_ number: Int) -> DatabaseFile {
        DatabaseFile(path: "\(path)/journal.set-aside-\(number).sqlite")
    }

    /// Makes the folder where it is missing; refuses one that is not ours alone.
    init(preparing path: String) throws(JournalFault) {
        self.path = path
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw JournalFault(FileFault(operation: .create, errorNumber: errno), during: .open)
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw JournalFault(FileFault(operation: .inspect, errorNumber: errno), during: .open)
        }
        // A folder that others may write to could have its files exchanged.
        guard
            status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
            status.st_mode & (S_IWGRP | S_IWOTH) == 0
        else { throw JournalFault(.other, during: .open) }
        guard access(path, W_OK | X_OK) == 0 else {
            throw JournalFault(errno == EROFS ? .readOnly : .other, during: .open)
        }
    }

    /// The numbers of the files set aside, newest first.
    var setAsideNumbers: [Int] {
        var numbers: [Int] = []
        var status = stat()
        while lstat(setAside(numbers.count + 1).path, &status) == 0 {
            numbers.append(numbers.count + 1)
        }
        return numbers.reversed()
    }

    /// Bytes free for us on the disk; 0 where it does not say.
    var freeBytes: Int64 {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return 0 }
        return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }

    /// Whether the disk is read-only now; false where it does not say.
    var isReadOnly: Bool {
        var status = statvfs()
        return statvfs(path, &status) == 0 && status.f_flag & UInt(ST_RDONLY) != 0
    }
}
