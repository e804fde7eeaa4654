import Foundation
import Synchronization

/// A folder of a test, which goes with its owner, whether the test holds or fails.
///
/// One whose owner lives as long as the process, such as a `static let`, goes at the orderly end of
/// the process. What a process leaves that is killed goes with the first folder of a later one: each
/// is locked while its process lives. Its path is short, so that local sockets fit into it.
package final class TemporaryFolder: Sendable {
    package let path: String
    /// Open and locked as long as the folder is in use.
    private let lock: Int32

    /// A folder that nobody else may enter; in memory where that is wanted and the system has such a
    /// place.
    package init(inMemory: Bool = false) {
        Self.begin
        let places = Self.places
        let place = inMemory ? places[places.count - 1] : places[0]
        var template = Array("\(place)/\(Self.prefix)XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil, "no temporary folder")
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        var use = Self.lock(F_RDLCK)
        precondition(fcntl(lock, Self.setLock, &use) == 0, "a new folder can be locked")
        let path = path
        Self.inUse.withLock { _ = $0.insert(path) }
    }

    deinit {
        let path = path
        Self.inUse.withLock { _ = $0.remove(path) }
        try? FileManager.default.removeItem(atPath: path)
        close(lock)
    }

    package var url: URL { URL(filePath: path, directoryHint: .isDirectory) }

    /// The path of a file in the folder, there or not.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// The bytes of a file; nil where there is none.
    package func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: file(name)).map { [UInt8]($0) }
    }

    /// The names in the folder, sorted.
    package var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// Removes everything in the folder.
    package func empty() {
        for name in names { try? FileManager.default.removeItem(atPath: file(name)) }
    }

    /// Writes a file and gives its path.
    @discardableResult
    package func write(
        _ content: some Sequence<UInt8>,
        to name: String,
        mode: mode_t = 0o600
    ) -> String {
        let file = file(name)
        let isMade = FileManager.default.createFile(atPath: file, contents: Data(content))
        precondition(isMade && chmod(file, mode) == 0, "a temporary file can be written")
        return file
    }

    /// Writes a file of text and gives its path.
    @discardableResult
    package func write(_ text: String, to name: String, mode: mode_t = 0o600) -> String {
        write(text.utf8, to: name, mode: mode)
    }
}

extension TemporaryFolder {
    private static let prefix = "mp-test-"

    /// Where folders are made: on the disk, and in memory where the system has such a place.
    private static let places: [String] = {
        let disk = FileManager.default.temporaryDirectory.path
        return FileManager.default.isWritableFile(atPath: "/dev/shm") ? [disk, "/dev/shm"] : [disk]
    }()

    /// The commands of a lock that an open file has, and not its process: `F_OFD_SETLK`, `F_OFD_GETLK`.
    ///
    /// The other kind of lock, of flock(2), is that of the station itself on the folder of its sockets.
    ///
    /// Source: fcntl(2), linux/fcntl.h.
    private static let (setLock, getLock): (Int32, Int32) = (37, 36)

    private static func lock(_ kind: Int32) -> flock {
        flock(l_type: Int16(kind), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }

    private static let inUse = Mutex<Set<String>>([])

    /// Removes what processes before this one left, and what this one would leave at its end.
    private static let begin: Void = {
        places.forEach(sweep)
        atexit {
            for path in TemporaryFolder.inUse.withLock({ $0 }) {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
    }()

    /// Removes the folders in `place` that nobody has locked.
    ///
    /// One that is younger than a minute may be just about to be locked; one on which something is
    /// mounted shows another lock than its own.
    private static func sweep(_ place: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        var around = stat()
        guard stat(place, &around) == 0 else { return }
        for name in names where name.hasPrefix(prefix) {
            let path = "\(place)/\(name)"
            let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard folder >= 0 else { continue }
            defer { close(folder) }
            var status = stat()
            var use = lock(F_WRLCK)
            guard fstat(folder, &status) == 0, status.st_uid == geteuid(),
                status.st_dev == around.st_dev,
                status.st_mtim.tv_sec + 60 < time(nil),
                fcntl(folder, getLock, &use) == 0, Int32(use.l_type) == F_UNLCK
            else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
