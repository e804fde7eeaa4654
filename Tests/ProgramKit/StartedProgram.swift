import Foundation

/// A run of a program of this package, with what it says on standard error and output kept.
///
/// Its standard input stays open until ``end()`` or the end of this value.
package final class StartedProgram {
    /// What the standard output of a program is.
    package enum Output {
        case file
        /// `/dev/null`.
        case nowhere
        /// One end of a pair of sockets, which a panel on a terminal may write to.
        case socket
    }

    package let process = Process()
    private let folder = TemporaryFolder()
    private let input = Pipe()
    private let socket: FileHandle?
    private var received = Data()

    /// Starts the program `name`, which lies beside the running test bundle.
    ///
    /// - Parameters:
    ///   - name: the name of the program, or its path.
    ///   - arguments: what follows it.
    ///   - prefix: a command that starts it, such as `setpriv` with its words.
    ///   - changes: variables of the environment that are set.
    ///   - output: what its standard output is.
    package init(
        _ name: String,
        _ arguments: [String],
        prefix: [String] = [],
        environment changes: [String: String] = [:],
        output: Output = .file
    ) throws {
        let (errorFile, outputFile) = (
            folder.write("", to: "error"), folder.write("", to: "output")
        )
        let words = prefix + [name.contains("/") ? name : Self.path(of: name)] + arguments
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        var environment = ProcessInfo.processInfo.environment
        environment["CREDENTIALS_DIRECTORY"] = nil
        process.environment = environment.merging(changes) { $1 }
        process.standardInput = input
        process.standardError = FileHandle(forWritingAtPath: errorFile)
        var ends: [Int32] = [-1, -1]
        switch output {
        case .file: process.standardOutput = FileHandle(forWritingAtPath: outputFile)
        case .nowhere: process.standardOutput = FileHandle.nullDevice
        case .socket:
            let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
            guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
                throw CocoaError(.fileReadUnknown)
            }
            process.standardOutput = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        }
        socket = ends[0] < 0 ? nil : FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        try process.run()
    }

    deinit {
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }

    /// Where the build put the program `name`.
    package static func path(of name: String) -> String {
        var place = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        while place.path != "/" {
            place = place.deletingLastPathComponent()
            var isFolder: ObjCBool = false
            let path = place.appending(path: name).path
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                !isFolder.boolValue
            {
                return path
            }
        }
        return name
    }

    /// What it said on standard error so far.
    package var text: String { read("error") }

    /// What it said on standard output so far.
    package var output: String {
        guard let socket else { return read("output") }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket.fileDescriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { break }
            received += bytes[..<count]
        }
        return String(decoding: received, as: UTF8.self)
    }

    private func read(_ name: String) -> String {
        String(decoding: folder.bytes(name) ?? [], as: UTF8.self)
    }

    /// Waits for words on standard error, at most ten seconds.
    package func wait(for words: String) -> Bool {
        _ = Deadline(in: .seconds(10)).wait { text.contains(words) || !process.isRunning }
        return text.contains(words)
    }

    /// Waits for words on standard output, at most ten seconds.
    package func waitForOutput(_ words: String) -> Bool {
        _ = Deadline(in: .seconds(10)).wait { output.contains(words) || !process.isRunning }
        return output.contains(words)
    }

    /// Gives `bytes` to its standard input; a program that has ended takes none.
    package func type(_ bytes: String) {
        type(Array(bytes.utf8))
    }

    /// Gives `bytes` to its standard input, which need not be text.
    package func type(_ bytes: [UInt8]) {
        try? input.fileHandleForWriting.give(bytes)
    }

    /// Ends its standard input.
    package func hangUp() {
        try? input.fileHandleForWriting.close()
    }

    /// Waits for the end, at most fifteen seconds; then it is killed, so that a program that goes on
    /// where it should have ended fails its test and does not hold up the others.
    ///
    /// - Returns: the exit code; -1 where a signal ended it.
    package func end() -> Int32 {
        process.waitUntilExit(atMost: .seconds(15))
        return process.terminationReason == .exit ? process.terminationStatus : -1
    }
}
