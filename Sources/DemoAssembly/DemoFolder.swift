internal import FoundationEssentials
internal import Glibc

/// The folder with all files of one demo, readable by nobody else.
///
/// `box` holds what a box holds, `centre` what the centre holds, `root` the key that is kept apart
/// from both.
struct DemoFolder: Hashable, Sendable {
    /// How the folder's name begins; the number of the demo's process follows.
    static let namePrefix = "meldpost-demo-"

    /// The name of a file that keeps the folder from being removed as a leftover.
    private static let keepName = "keep"

    /// The length of the longest path that a local socket can have here.
    ///
    /// Source: unix(7), 108 bytes with the zero at the end; the longest name below the folder is
    /// `/box/run/control.sock`.
    private static let pathLimit = 107 - "/box/run/control.sock".utf8.count

    /// The path.
    let path: String

    /// Makes the folder of the process `number` in `base`, without anything in it.
    ///
    /// A folder that stands there from an earlier process of the same number and the same user is
    /// removed; anything else of that name is a fault.
    static func make(in base: String, process number: pid_t) throws(DemoFault) -> DemoFolder {
        let folder = DemoFolder(path: "\(base)/\(namePrefix)\(number)")
        if folder.isOurs { folder.remove() }
        guard mkdir(folder.path, 0o700) == 0 else { throw .folder(errorNumber: errno) }
        for part in ["box", "box/state", "box/run", "box/station", "box/courier"]
            + ["centre", "centre/store", "centre/inbox", "centre/desk", "root"]
        {
            guard mkdir(folder.path(part), 0o700) == 0 else { throw .folder(errorNumber: errno) }
        }
        return folder
    }

    /// The folder for temporary files: `$TMPDIR` where a local socket's path still fits, or `/tmp`.
    static func base(environment: [String: String]) -> String {
        var base = environment["TMPDIR"] ?? ""
        while base.count > 1, base.hasSuffix("/") { base.removeLast() }
        let longest = "\(base)/\(namePrefix)\(pid_t.max)"
        return base.hasPrefix("/") && longest.utf8.count <= pathLimit ? base : "/tmp"
    }

    /// Removes what demos left behind that were ended without any warning.
    ///
    /// Only folders of this user whose process is no more are touched.
    static func removeLeftovers(in base: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? [] {
            guard name.hasPrefix(namePrefix), let number = pid_t(name.dropFirst(namePrefix.count))
            else { continue }
            let folder = DemoFolder(path: "\(base)/\(name)")
            guard number > 0, kill(number, 0) != 0, errno == ESRCH, folder.isOurs, !folder.isKept
            else { continue }
            folder.remove()
        }
    }

    /// The path of a file or folder in it.
    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a new file that nobody else reads.
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws(DemoFault) {
        let descriptor = open(path(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(errorNumber: errno) }
        defer { close(descriptor) }
        let bytes = Array(bytes)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw .file(errorNumber: errno)
        }
    }

    /// Keeps the folder from being removed by the next demo.
    func keep() throws(DemoFault) {
        try write([], to: Self.keepName)
    }

    /// Removes the folder with all that is in it; links are removed, not followed.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    private var isKept: Bool { access(path(Self.keepName), F_OK) == 0 }

    private var isOurs: Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            && status.st_uid == geteuid()
    }
}
