import Foundation

/// Runs a program of the system and waits for it.
package enum Command {
    package struct Result {
        package let status: Int32
        package let output: String
    }

    package static func exists(_ name: String) -> Bool {
        path(of: name) != nil
    }

    /// Runs `name` with what follows it; 127 where it cannot be started.
    package static func run(_ name: String, _ words: [String]) -> Result {
        let process = Process()
        let pipe = Pipe()
        guard let path = name.hasPrefix("/") ? name : path(of: name) else {
            return Result(status: 127, output: "")
        }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = words
        process.standardOutput = pipe
        do {
            try process.run()
        } catch {
            return Result(status: 127, output: "")
        }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: String(decoding: output, as: UTF8.self)
        )
    }

    package static func path(of name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/sbin:/usr/bin:/sbin:/bin"
        return folders.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
