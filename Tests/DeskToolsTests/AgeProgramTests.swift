import AgeFormat
import Foundation
import ProgramKit
import Testing

@Suite(.serialized) struct AgeProgramTests {
    private let folder = TemporaryFolder()

    @Test func `a key is made, seals from standard input and opens a file`() throws {
        let key = folder.file("key")
        let made = try AgeProgramCall(["keygen", "-o", key])
        #expect(made.exitCode == 0)
        #expect(made.output.isEmpty)
        let recipient = try #require(made.words.split(separator: " ").last).dropLast()
        #expect(recipient.hasPrefix("age1pq1"))

        let sealed = try AgeProgramCall(["encrypt", "-r", String(recipient)], input: [1, 2, 3])
        #expect(sealed.exitCode == 0)
        #expect(AgeFile.isAgeFile(sealed.output))

        let file = folder.write(sealed.output, to: "sealed.age")
        for arguments in [["decrypt", "-i", key, file], ["decrypt", "-i", key, "-"]] {
            let opened = try AgeProgramCall(arguments, input: sealed.output)
            #expect(opened.exitCode == 0)
            #expect(opened.output == [1, 2, 3])
            #expect(opened.words.isEmpty)
        }
    }

    @Test func `the identity file is for its owner only and is never overwritten`() throws {
        let key = folder.file("key")
        #expect(try AgeProgramCall(["keygen", "-o", key]).exitCode == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: key)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let before = try Data(contentsOf: URL(filePath: key))
        let again = try AgeProgramCall(["keygen", "-o", key])
        #expect(again.exitCode == 1)
        #expect(again.words == "meldpost-desk age: the output file exists already\n")
        #expect(try Data(contentsOf: URL(filePath: key)) == before)
    }

    @Test func `without a file to create, the identity file is printed as age-keygen does`() throws
    {
        let made = try AgeProgramCall(["keygen"])
        #expect(made.exitCode == 0)
        #expect(made.words.isEmpty)
        let text = String(decoding: made.output, as: UTF8.self)
        let identities = try AgeIdentity.parseFile(text)
        #expect(identities.count == 1)
        let recipient = identities[0].recipient.encoded
        #expect(text == "# public key: \(recipient)\n\(identities[0].encoded)\n")
    }

    @Test func `recipients come from options and files together`() throws {
        let identities = [AgeIdentity.makeX25519(), .makeX25519(), .makeX25519()]
        let texts = identities.map(\.recipient.encoded)
        let list = folder.write(Array("# two\n\n\(texts[1])\r\n\(texts[2])".utf8), to: "list")
        let sealed = try AgeProgramCall(["encrypt", "-r", texts[0], "-R", list], input: [9])
        #expect(sealed.exitCode == 0)
        for identity in identities {
            #expect(try AgeFile.open(sealed.output, with: [identity]) == [9])
        }
    }

    @Test func `what is sealed with the passphrase of the named file opens with it`() throws {
        let secret = folder.write(Array("correct horse\r\nsecond line\n".utf8), to: "s")
        let bare = folder.write(Array("correct horse".utf8), to: "bare")
        let sealed = try AgeProgramCall(["encrypt", "-p"], input: [4, 5], passphraseFile: secret)
        #expect(sealed.exitCode == 0)
        let opened = try AgeProgramCall(
            ["decrypt", "-p"],
            input: sealed.output,
            passphraseFile: bare
        )
        #expect(opened.exitCode == 0)
        #expect(opened.output == [4, 5])
    }

    @Test func `an identity file with a passphrase opens with the named file only`() throws {
        let right = folder.write(Array("correct horse\n".utf8), to: "right")
        let wrong = folder.write(Array("wrong\n".utf8), to: "wrong")
        let identity = AgeIdentity.makeHybrid()
        let locked = try folder.write(
            AgeFile.seal(
                Array("# locked\n\(identity.encoded)\n".utf8),
                passphrase: Array("correct horse".utf8),
                workFactor: 10
            ),
            to: "locked"
        )
        let file = try AgeFile.seal([6, 7], to: [identity.recipient])
        let unlocked = try AgeProgramCall(
            ["decrypt", "-i", locked],
            input: file,
            passphraseFile: right
        )
        #expect(unlocked.exitCode == 0)
        #expect(unlocked.output == [6, 7])
        try expectFailure(
            ["decrypt", "-i", locked],
            input: file,
            passphraseFile: wrong,
            words: "the passphrase does not open the identity file"
        )
        try expectFailure(
            ["decrypt", "-p"],
            input: [UInt8](try Data(contentsOf: URL(filePath: locked))),
            passphraseFile: wrong,
            words: "nothing that was given opens the file"
        )
    }

    @Test func `whatever is wrong with a file, nothing is written and the exit code is one`() throws
    {
        let identity = AgeIdentity.makeHybrid()
        let key = folder.write(Array(identity.encoded.utf8), to: "key")
        let other = folder.write(Array(AgeIdentity.makeHybrid().encoded.utf8), to: "o")
        let plaintext = [UInt8](repeating: 0x41, count: 200_000)
        let file = try AgeFile.seal(plaintext, to: [identity.recipient])
        var damaged = file
        damaged[file.count - 1] ^= 1
        var forged = file
        forged[60] = forged[60] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        let armored = Array("-----BEGIN AGE ENCRYPTED FILE-----\n".utf8)
        let locked = try AgeFile.seal([1], passphrase: [1], workFactor: 10)

        try expectFailure(["decrypt", "-i", other], input: file)
        try expectFailure(["decrypt", "-i", key], input: [])
        try expectFailure(["decrypt", "-i", key], input: plaintext)
        try expectFailure(["decrypt", "-i", key], input: damaged)
        try expectFailure(["decrypt", "-i", key], input: forged)
        try expectFailure(["decrypt", "-i", key], input: file.dropLast())
        try expectFailure(["decrypt", "-i", key], input: Array(file.prefix(file.count - 65_536)))
        try expectFailure(["decrypt", "-i", key], input: file + [0])
        try expectFailure(["decrypt", "-i", key], input: armored)
        try expectFailure(["decrypt", "-i", key], input: locked)
        #expect(try AgeProgramCall(["decrypt", "-i", key], input: file).output == plaintext)
    }

    @Test func `whatever is wrong with the call, nothing is written and the exit code is one`()
        throws
    {
        let identity = AgeIdentity.makeX25519()
        let recipient = identity.recipient.encoded
        let file = try AgeFile.seal([1], to: [identity.recipient])
        let key = folder.write(Array(identity.encoded.utf8), to: "key")
        let empty = folder.write([], to: "empty")
        let garbage = folder.write(Array("AGE-SECRET-KEY-1X\n".utf8), to: "garbage")
        let binary = folder.write([0xff, 0xfe, 0], to: "binary")
        let missing = folder.file("missing")

        try expectFailure(["decrypt"], input: file)
        try expectFailure(["decrypt", "-i", missing], input: file)
        try expectFailure(["decrypt", "-i", folder.path], input: file)
        try expectFailure(["decrypt", "-i", empty], input: file)
        try expectFailure(["decrypt", "-i", garbage], input: file)
        try expectFailure(["decrypt", "-i", binary], input: file)
        try expectFailure(["decrypt", "-i", key, missing])
        try expectFailure(["decrypt", "-i", key, "-p"], input: file, passphraseFile: key)
        try expectFailure(["decrypt", "-p"], input: file, passphraseFile: missing)
        try expectFailure(["decrypt", "-p"], input: file, passphraseFile: empty)
        try expectFailure(["encrypt"], input: [1])
        try expectFailure(["encrypt", "-r", "age1secretlooking"], input: [1])
        try expectFailure(["encrypt", "-R", missing], input: [1])
        try expectFailure(["encrypt", "-R", empty], input: [1])
        try expectFailure(["encrypt", "-R", binary], input: [1])
        try expectFailure(["encrypt", "-r", recipient, "-p"], input: [1], passphraseFile: key)
        try expectFailure(["encrypt", "-r", recipient, missing])
        try expectFailure(
            ["encrypt", "-r", recipient, "-r", AgeIdentity.makeHybrid().recipient.encoded],
            input: [1],
            words: "hybrid and other recipients do not go into one file"
        )
        try expectFailure(["keygen", "-o", folder.file("no/such/folder")])
    }

    @Test func `an input of 64 MiB is taken, and one byte more is refused`() throws {
        let recipient = AgeIdentity.makeX25519().recipient.encoded
        let file = folder.write([], to: "large")
        let handle = try FileHandle(forWritingTo: URL(filePath: file))
        try handle.truncate(atOffset: 64 << 20)
        let taken = try AgeProgramCall(["encrypt", "-r", recipient, file])
        #expect(taken.exitCode == 0)
        #expect(taken.output.count > 64 << 20)
        try handle.truncate(atOffset: 64 << 20 + 1)
        try expectFailure(
            ["encrypt", "-r", recipient, file],
            words: "the input is longer than 64 MiB"
        )
    }

    @Test func `an output that takes nothing ends with exit code one and words`() throws {
        let identity = AgeIdentity.makeX25519()
        let key = folder.write(Array(identity.encoded.utf8), to: "key")
        let file = try folder.write(
            AgeFile.seal([UInt8](repeating: 1, count: 1 << 20), to: [identity.recipient]),
            to: "file"
        )
        let shell = #"set -o pipefail; "$1" age decrypt -i "$2" "$3" | true"#
        for redirection in [#""$1" age decrypt -i "$2" "$3" > /dev/full"#, shell] {
            let call = try AgeProgramCall(
                program: URL(filePath: "/bin/bash"),
                arguments: ["-c", redirection, "-", BuiltProduct.desk.path, key, file]
            )
            #expect(call.exitCode == 1)
            #expect(call.words == "meldpost-desk age: the output cannot be written\n")
        }
    }

    /// Expects exit code 1, an empty standard output, and one line that repeats nothing we gave.
    private func expectFailure(
        _ arguments: [String],
        input: [UInt8] = [],
        passphraseFile: String? = nil,
        words: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let call = try AgeProgramCall(arguments, input: input, passphraseFile: passphraseFile)
        #expect(call.exitCode == 1, sourceLocation: sourceLocation)
        #expect(call.output.isEmpty, sourceLocation: sourceLocation)
        #expect(call.words.hasPrefix("meldpost-desk age: "), sourceLocation: sourceLocation)
        #expect(call.words.count { $0 == "\n" } == 1, sourceLocation: sourceLocation)
        for argument in arguments where argument.count > 8 {
            #expect(!call.words.contains(argument), sourceLocation: sourceLocation)
        }
        if let words {
            #expect(call.words == "meldpost-desk age: \(words)\n", sourceLocation: sourceLocation)
        }
    }
}
