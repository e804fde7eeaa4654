import Foundation

/// A frozen example: bytes in hexadecimal digits, 32 a line.
enum VectorFile {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Vectors")

    static func path(_ name: String) -> URL {
        folder.appending(path: "\(name).hex")
    }

    static func read(_ name: String) throws -> [UInt8] {
        let text = try String(contentsOf: path(name), encoding: .utf8)
        guard let bytes = [UInt8](hex: text.filter { !$0.isWhitespace }) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return bytes
    }

    static func write(_ name: String, _ bytes: [UInt8]) throws {
        let lines = stride(from: 0, to: bytes.count, by: 32).map { start in
            Array(bytes[start...].prefix(32)).hex + "\n"
        }
        try lines.joined().write(to: path(name), atomically: true, encoding: .utf8)
    }

    static var names: Set<String> {
        get throws {
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
            return Set(files.filter { $0.hasSuffix(".hex") }.map { String($0.dropLast(4)) })
        }
    }
}
