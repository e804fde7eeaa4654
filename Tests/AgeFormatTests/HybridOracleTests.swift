import AgeFormat
import Foundation
import ProgramKit
import Testing

private let answers = Need("python3 with cryptography 48") {
    ProgramRun.answers(oracle + ["probe"])
}

private let oracle = ["python3", ProgramRun.programs.appending(path: "hybrid_age.py").path]

/// Our hybrid files with a second implementation, on Python's `cryptography`, and its with us.
@Suite(.serialized, .enabled(if: try answers.isMet))
struct HybridOracleTests {
    @Test(arguments: DebianAgeTests.lengths)
    func `the second implementation opens what we seal`(length: Int) throws {
        let identities = [AgeIdentity.makeHybrid(), .makeHybrid()]
        let plaintext = randomBytes(length)
        let file = try AgeFile.seal(plaintext, to: identities.map(\.recipient))
        for identity in identities {
            let run = try ProgramRun(oracle + ["open", identity.encoded], input: file)
            #expect(run.exitCode == 0)
            #expect(run.output == plaintext)
        }
    }

    @Test(arguments: DebianAgeTests.lengths)
    func `we open what the second implementation seals`(length: Int) throws {
        let identities = [AgeIdentity.makeHybrid(), .makeHybrid()]
        let plaintext = randomBytes(length)
        let run = try ProgramRun(
            oracle + ["seal"] + identities.map(\.recipient.encoded),
            input: plaintext
        )
        #expect(run.exitCode == 0)
        #expect(
            run.output.count
                == AgeFile.sealedLength(
                    plaintextLength: length,
                    recipients: identities.map(\.recipient)
                )
        )
        for identity in identities {
            #expect(try AgeFile.open(run.output, with: [identity]) == plaintext)
        }
    }

    @Test func `both derive the same recipient from an identity`() throws {
        let identity = AgeIdentity.makeHybrid()
        let run = try ProgramRun(oracle + ["recipient", identity.encoded])
        #expect(run.output == Array("\(identity.recipient.encoded)\n".utf8))
    }

    @Test func `the second implementation refuses another identity`() throws {
        let file = try AgeFile.seal([1], to: [AgeIdentity.makeHybrid().recipient])
        let stranger = AgeIdentity.makeHybrid().encoded
        #expect(try ProgramRun(oracle + ["open", stranger], input: file).exitCode != 0)
    }
}
