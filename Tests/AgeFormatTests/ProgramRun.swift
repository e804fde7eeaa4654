import Foundation

/// What another program did with our bytes.
struct ProgramRun {
    var exitCode: Int32
    var output: [UInt8]

    /// The folder with the programs of these tests.
    static let programs = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Programs")

    /// Whether a program is on the path and answers these arguments with success.
    static func answers(_ command: [String]) -> Bool {
        (try? ProgramRun(command).exitCode) == 0
    }

    /// Runs a program; input and output pass through files, so that neither side can block.
    init(_ command: [String], input: [UInt8] = []) throws {
        let folder = try TemporaryFolder()
        let inputFile = try folder.write(input, name: "input")
        let outputFile = try folder.write([], name: "output")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        exitCode = process.terminationStatus
        output = [UInt8](try Data(contentsOf: outputFile))
    }
}

/// A folder that goes when its owner goes.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file into the folder.
    func write(_ bytes: [UInt8], name: String) throws -> URL {
        let file = url.appending(path: name)
        try Data(bytes).write(to: file)
        return file
    }
}
