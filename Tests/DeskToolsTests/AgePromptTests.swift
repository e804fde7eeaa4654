import AgeFormat
import Foundation
import ProgramKit
import Testing

/// The passphrase prompt, on a real terminal device that a small program of ours holds.
@Suite(.serialized) struct AgePromptTests {
    private static let passphrase = "corrèct horse"

    private let folder = TemporaryFolder()
    private let file: String

    init() throws {
        file = try folder.write(
            AgeFile.seal([1, 2, 3], passphrase: Array(Self.passphrase.utf8), workFactor: 10),
            to: "file.age"
        )
    }

    @Test func `a passphrase is typed without being shown, and opens the file`() throws {
        let call = try onTerminal([Self.passphrase + "\n"], ["decrypt", "-p", file])
        #expect(call.exitCode == 0)
        #expect(call.output == [1, 2, 3])
        #expect(call.words == "Passphrase: \r\n")
    }

    @Test func `backspace and control-U correct what was typed`() throws {
        let typed = "wrong\u{15}corrèct horsé\u{7f}e\r"
        let call = try onTerminal([typed], ["decrypt", "-p", file])
        #expect(call.exitCode == 0)
        #expect(call.output == [1, 2, 3])
    }

    @Test(arguments: ["\u{3}", "\u{4}", "abc\u{3}", "\n", "\u{1c}"])
    func `giving up leaves the terminal as it was and writes nothing`(keys: String) throws {
        let call = try onTerminal([keys], ["decrypt", "-p", file])
        #expect(call.exitCode == 1)
        #expect(call.output.isEmpty)
        #expect(
            call.words == "Passphrase: \r\nmeldpost-desk age: no passphrase was given\r\n"
        )
    }

    @Test func `a signal during the prompt ends the program with the terminal as it was`() throws {
        let call = try onTerminal(["TERM"], ["decrypt", "-p", file])
        #expect(call.exitCode == 128 + SIGTERM)
        #expect(call.output.isEmpty)
    }

    @Test func `a new passphrase is typed twice, and twice the same`() throws {
        let key = folder.file("key")
        let differing = try onTerminal(["one\n", "two\n"], ["keygen", "-p", "-o", key])
        #expect(differing.exitCode == 1)
        #expect(differing.words.contains("the two passphrases differ"))
        #expect(!FileManager.default.fileExists(atPath: key))

        let same = try onTerminal(["one\n", "one\n"], ["keygen", "-p", "-o", key])
        #expect(same.exitCode == 0)
        let content = [UInt8](try Data(contentsOf: URL(filePath: key)))
        let text = try AgeFile.open(content, passphrase: Array("one".utf8))
        let identities = try AgeIdentity.parseFile(String(decoding: text, as: UTF8.self))
        #expect(same.words.contains("Public key: \(identities[0].recipient.encoded)\r\n"))
    }

    @Test func `a locked identity file asks on the terminal`() throws {
        let identity = AgeIdentity.makeHybrid()
        let locked = try folder.write(
            AgeFile.seal(Array(identity.encoded.utf8), passphrase: [0x78], workFactor: 10),
            to: "locked"
        )
        let sealed = try folder.write(AgeFile.seal([8], to: [identity.recipient]), to: "s")
        let call = try onTerminal(["x\n"], ["decrypt", "-i", locked, sealed])
        #expect(call.exitCode == 0)
        #expect(call.output == [8])
    }

    @Test func `without a terminal the prompt is refused`() throws {
        let call = try AgeProgramCall(
            program: URL(filePath: "/usr/bin/setsid"),
            arguments: ["--wait", BuiltProduct.desk.path, "age", "decrypt", "-p", file]
        )
        #expect(call.exitCode == 1)
        #expect(call.output.isEmpty)
        #expect(
            call.words
                == "meldpost-desk age: there is no terminal to ask for the passphrase on\n"
        )
    }

    private func onTerminal(_ answers: [String], _ arguments: [String]) throws -> AgeProgramCall {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Programs/terminal.py")
        let keys = answers.map { answer in
            answer == "TERM" ? answer : answer.utf8.map { String(format: "%02x", $0) }.joined()
        }
        return try AgeProgramCall(
            program: URL(filePath: "/usr/bin/env"),
            arguments: ["python3", script.path, keys.joined(separator: ",")]
                + [BuiltProduct.desk.path, "age"] + arguments
        )
    }
}
