import Foundation
import Testing

/// One of the test vectors of C2SP (c2sp.org/CCTV/age): `key: value` lines, an empty line, a file.
struct Vector: CustomTestStringConvertible, Sendable {
    var name: String
    var expectation: String
    var payloadHash: String?
    var identities: [String] = []
    var passphrase: String?
    var file: [UInt8]

    var testDescription: String { name }

    /// Every vector in the folder, by name.
    static let all: [Vector] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
        let names = try! FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return names.map { name in try! Vector(name, in: folder) }
    }()

    private init(_ name: String, in folder: URL) throws {
        let content = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        var fields: [(String, String)] = []
        var rest = content[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end > rest.startIndex {
            let line = String(decoding: rest[..<end], as: UTF8.self)
            let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
            fields.append((parts[0], parts[1]))
            rest = rest[(end + 1)...]
        }
        self.name = name
        file = Array(rest.dropFirst())
        expectation = fields.first { $0.0 == "expect" }!.1
        payloadHash = fields.first { $0.0 == "payload" }?.1
        passphrase = fields.first { $0.0 == "passphrase" }?.1
        identities = fields.filter { $0.0 == "identity" }.map(\.1)
        switch fields.first(where: { $0.0 == "compressed" })?.1 {
        case nil: break
        case "zlib": file = try inflated(file)
        default: throw CocoaError(.fileReadCorruptFile)
        }
    }
}

/// Inflates a zlib stream with Python's standard library, so that no zlib headers are needed.
private func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
    let program =
        "import sys,zlib;sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))"
    let run = try ProgramRun(["python3", "-c", program], input: bytes)
    guard run.exitCode == 0 else { throw CocoaError(.fileReadCorruptFile) }
    return run.output
}
