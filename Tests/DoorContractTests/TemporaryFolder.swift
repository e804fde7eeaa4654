import Foundation

/// A folder that is removed with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/meldpost-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil, "no folder could be made")
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file of `mode` and gives its path.
    func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o600) -> String {
        let file = "\(path)/\(name)"
        precondition(FileManager.default.createFile(atPath: file, contents: Data(bytes)))
        chmod(file, mode)
        return file
    }

    func write(_ name: String, _ text: String, mode: mode_t = 0o600) -> String {
        write(name, Array(text.utf8), mode: mode)
    }
}
