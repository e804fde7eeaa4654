import Foundation

/// A folder that goes when its owner goes.
///
/// Its path is short, so that local sockets fit into it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = "/tmp/mdt-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}

/// All files below a folder, as paths relative to it.
func files(below path: String) -> [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).filter { name in
        var status = stat()
        return lstat("\(path)/\(name)", &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }.sorted()
}
