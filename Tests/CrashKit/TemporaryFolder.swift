import Foundation

/// A folder of its own that goes away with this value; in memory where the system has such a place.
public final class TemporaryFolder {
    public let path: String

    public init(inMemory: Bool = true) {
        let place =
            inMemory && FileManager.default.isWritableFile(atPath: "/dev/shm")
            ? "/dev/shm" : FileManager.default.temporaryDirectory.path
        var template = Array("\(place)/meldpost-test-XXXXXX".utf8CString)
        guard template.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) != nil else {
            preconditionFailure("no temporary folder")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a file in the folder.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Removes everything in the folder.
    public func empty() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names { try? FileManager.default.removeItem(atPath: file(name)) }
    }

    /// The bytes of a file; nil where there is none.
    public func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: file(name)).map { [UInt8]($0) }
    }

    /// Writes a file.
    public func write(_ bytes: [UInt8], to name: String) {
        let made = FileManager.default.createFile(atPath: file(name), contents: Data(bytes))
        precondition(made, "a temporary file can be written")
    }

    /// The names in the folder, sorted.
    public var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
