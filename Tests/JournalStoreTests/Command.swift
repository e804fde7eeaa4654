import Foundation

/// Runs another program and waits for it.
enum Command {
    struct Result {
        let status: Int32
        let output: String
    }

    /// The program of the tests that lies beside this one.
    static var workload: String {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (own as NSString).deletingLastPathComponent + "/JournalWorkload"
    }

    static func exists(_ name: String) -> Bool {
        path(of: name) != nil
    }

    static func run(_ name: String, _ words: [String]) -> Result {
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

    private static func path(of name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/sbin:/usr/bin:/sbin:/bin"
        return folders.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
