import Foundation
import ProgramKit

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
        let folder = TemporaryFolder()
        let inputFile = folder.write(input, to: "input")
        let outputFile = folder.write([], to: "output")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: inputFile))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: outputFile))
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit(atMost: .seconds(60))
        exitCode = process.terminationStatus
        output = folder.bytes("output") ?? []
    }
}
