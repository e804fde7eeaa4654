import Foundation

/// Runs a program of the system and waits for it, ten minutes at most.
package enum Command {
    package struct Result {
        package let status: Int32
        package let output: String
    }

    package static func exists(_ name: String) -> Bool {
        path(of: name) != nil
    }

    /// Runs `name` with what follows it; 127 where it cannot be started, 124 where it does not end.
    package static func run(_ name: String, _ words: [String]) -> Result {
        let process = Process()
        // A file and no pipe: what the program started and left behind would hold that open.
        let folder = TemporaryFolder()
        let output = folder.write("", to: "output")
        guard let path = name.hasPrefix("/") ? name : path(of: name) else {
            return Result(status: 127, output: "")
        }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = words
        process.standardOutput = FileHandle(forWritingAtPath: output)
        do {
            try process.run()
        } catch {
            return Result(status: 127, output: "")
        }
        let isOver = process.waitUntilExit(atMost: .seconds(600))
        return Result(
            status: isOver ? process.terminationStatus : 124,
            output: String(decoding: folder.bytes("output") ?? [], as: UTF8.self)
        )
    }

    package static func path(of name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/sbin:/usr/bin:/sbin:/bin"
        return folders.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
