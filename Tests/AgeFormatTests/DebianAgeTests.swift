import AgeFormat
import Foundation
import ProgramKit
import Testing

/// Our files with Debian's `age` program, and its files with us.
@Suite(.serialized, .enabled(if: try Need.program("age").isMet))
struct DebianAgeTests {
    static let lengths = [0, 1, 65_535, 65_536, 65_537, 200_000]

    @Test(arguments: lengths)
    func `age opens what we seal to a key of age-keygen`(length: Int) throws {
        let folder = TemporaryFolder()
        let identityFile = try keygen(in: folder)
        let identity = try identities(in: identityFile)[0]
        let plaintext = randomBytes(length)
        let file = try AgeFile.seal(
            plaintext,
            to: [AgeIdentity.makeX25519().recipient, identity.recipient]
        )
        let run = try ProgramRun(["age", "-d", "-i", identityFile], input: file)
        #expect(run.exitCode == 0)
        #expect(run.output == plaintext)
    }

    @Test(arguments: lengths)
    func `we open what age seals to a key of ours and to one of age-keygen`(length: Int) throws {
        let folder = TemporaryFolder()
        let theirs = try identities(in: keygen(in: folder))[0]
        let ours = AgeIdentity.makeX25519()
        let plaintext = randomBytes(length)
        let run = try ProgramRun(
            ["age", "-r", ours.recipient.encoded, "-r", theirs.recipient.encoded],
            input: plaintext
        )
        #expect(run.exitCode == 0)
        #expect(try AgeFile.open(run.output, with: [ours]) == plaintext)
        #expect(try AgeFile.open(run.output, with: [theirs]) == plaintext)
    }

    @Test func `age opens with an identity that we made, and age-keygen knows its recipient`()
        throws
    {
        let folder = TemporaryFolder()
        let identity = AgeIdentity.makeX25519()
        let identityFile = folder.write(Array(identity.encoded.utf8), to: "identity")
        let file = try AgeFile.seal([1, 2, 3], to: [identity.recipient])
        let opened = try ProgramRun(["age", "-d", "-i", identityFile], input: file)
        #expect(opened.output == [1, 2, 3])
        let recipient = try ProgramRun(["age-keygen", "-y", identityFile])
        #expect(recipient.output == Array("\(identity.recipient.encoded)\n".utf8))
    }

    @Test func `age refuses our file when a bit of it is flipped`() throws {
        let folder = TemporaryFolder()
        let identityFile = try keygen(in: folder)
        var file = try AgeFile.seal([1, 2, 3], to: identities(in: identityFile).map(\.recipient))
        file[file.count - 1] ^= 1
        #expect(try ProgramRun(["age", "-d", "-i", identityFile], input: file).exitCode != 0)
    }

    @Test func `age opens with a passphrase what we seal, and we what it seals`() throws {
        let folder = TemporaryFolder()
        let answer = ["python3", ProgramRun.programs.appending(path: "answer_passphrase.py").path]
        let plaintext = randomBytes(70_000)

        let ours = try folder.write(
            AgeFile.seal(plaintext, passphrase: Array("a b c".utf8), workFactor: 12),
            to: "ours.age"
        )
        let opened = try ProgramRun(answer + ["a b c", "age", "-d", ours])
        #expect(opened.exitCode == 0)
        #expect(opened.output == plaintext)

        let clear = folder.write(plaintext, to: "clear")
        let sealed = folder.file("theirs.age")
        let run = try ProgramRun(answer + ["a b c", "age", "-p", "-o", sealed, clear])
        #expect(run.exitCode == 0)
        let theirs = [UInt8](try Data(contentsOf: URL(filePath: sealed)))
        #expect(try AgeFile.open(theirs, passphrase: Array("a b c".utf8)) == plaintext)
    }

    private func keygen(in folder: TemporaryFolder) throws -> String {
        let file = folder.file("key")
        let run = try ProgramRun(["age-keygen", "-o", file])
        try #require(run.exitCode == 0)
        return file
    }

    private func identities(in file: String) throws -> [AgeIdentity] {
        try AgeIdentity.parseFile(String(contentsOfFile: file, encoding: .utf8))
    }
}
