import Foundation

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
        let folder = try ScratchFolder()
        let inputFile = try folder.write(input, name: "input")
        let outputFile = try folder.write([], name: "output")
        let wordsFile = try folder.write([], name: "words")
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .filter { $0.key != "MELDPOST_PASSPHRASE_FILE" }
            .merging(environment) { _, new in new }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: wordsFile)
        try process.run()
        process.waitUntilExit()
        exitCode = process.terminationReason == .exit ? process.terminationStatus : -1
        output = [UInt8](try Data(contentsOf: outputFile))
        words = String(decoding: try Data(contentsOf: wordsFile), as: UTF8.self)
    }
}

/// A folder that goes when its owner goes.
final class ScratchFolder {
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

    /// The path of a file in the folder, there or not.
    func path(_ name: String) -> String {
        url.appending(path: name).path
    }
}
