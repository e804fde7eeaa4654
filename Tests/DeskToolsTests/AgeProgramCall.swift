import Foundation
import ProgramKit

/// One call of `meldpost-desk age` and what came of it.
struct AgeProgramCall {
    var exitCode: Int32
    var output: [UInt8]
    var words: String

    /// Calls the program; the streams pass through files, so that no side can block.
    init(
        _ arguments: [String],
        input: [UInt8] = [],
        passphraseFile: String? = nil
    ) throws {
        try self.init(
            program: BuiltProduct.desk,
            arguments: ["age"] + arguments,
            input: input,
            environment: passphraseFile.map { ["MELDPOST_PASSPHRASE_FILE": $0] } ?? [:]
        )
    }

    /// Calls any program.
    init(
        program: URL,
        arguments: [String],
        input: [UInt8] = [],
        environment: [String: String] = [:]
    ) throws {
        let folder = TemporaryFolder()
        let inputFile = folder.write(input, to: "input")
        let outputFile = folder.write([], to: "output")
        let wordsFile = folder.write([], to: "words")
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .filter { $0.key != "MELDPOST_PASSPHRASE_FILE" }
            .merging(environment) { _, new in new }
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: inputFile))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: outputFile))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: wordsFile))
        try process.run()
        process.waitUntilExit(atMost: .seconds(60))
        exitCode = process.terminationReason == .exit ? process.terminationStatus : -1
        output = folder.bytes("output") ?? []
        words = String(decoding: folder.bytes("words") ?? [], as: UTF8.self)
    }
}
