import Foundation

/// Inputs that break, or once broke, a careless parser; `Tests/FuzzTesting` finds new ones.
package enum FailCases {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "FuzzTesting/FailCases")

    /// The inputs of one target of the fuzzer, with their names.
    package static func of(_ target: String) throws -> [(name: String, bytes: [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
            .filter { $0.hasPrefix(target + ".") }
            .map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
    }
}
