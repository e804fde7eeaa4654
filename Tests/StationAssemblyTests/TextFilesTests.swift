import ControlProtocol
import Foundation
import LocalSockets
import MeldpostCore
import ProgramKit
import Testing

@testable import StationAssembly

/// The program with files of texts and sounds that are broken: it goes on with the last good ones,
/// and says which key broke which rule.
///
/// Before anything was kept, the program ended with 78 at each of these files.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TextFilesTests {
    private let files: StationFiles
    private let sound = String(decoding: PackageResources.questionnaire_json, as: UTF8.self)
    private static let refused = Condition.textsRefused.rawValue

    init() throws {
        files = try StationFiles()
        files.set("questionnaire.file", files.quoted(files.path("questions.json")))
    }

    /// The built-in questionnaire with another version of its texts.
    private func questions(textVersion: String) throws -> String {
        let old = try #require(sound.firstMatch(of: #/"textVersion"\s*:\s*"[^"]*"/#))
        return sound.replacing(old.0, with: "\"textVersion\": \"\(textVersion)\"")
    }

    /// Starts the program, takes its status and what it says, tries the panic button, and ends it.
    private func run() throws -> (status: StatusReport, text: String) {
        let run = try files.run(output: .socket)
        #expect(run.wait(for: "ready"), "\(run.text)")
        let connection = try LocalConnection.connect(path: files.path("control.sock"))
        try connection.send(try StatusRequest(.status).encoded())
        let packet = try #require(try connection.receive(limit: .seconds(10)))
        let status = try StatusReport(decoding: packet)
        run.type("P")
        #expect(run.waitForOutput("relay closed"))
        run.process.terminate()
        #expect(run.end() == 0)
        return (status, run.text)
    }

    private func words(_ status: StatusReport, _ code: String) -> String? {
        status.conditions.first { $0.code == code }?.words
    }

    @Test func `a broken questionnaire is named, the last good one is spoken, and panic works`()
        throws
    {
        files.write("questions.json", try questions(textVersion: "canary-1").utf8)
        var (status, text) = try run()
        #expect(status.textVersion == "canary-1")
        #expect(words(status, Self.refused) == nil)
        let fingerprint = status.textFingerprint

        files.write("questions.json", try questions(textVersion: "BAD VALUE").utf8)
        (status, text) = try run()
        let rule =
            "questionnaire.file is refused: "
            + "textVersion must be 1 to 32 of the characters a-z, 0-9, dot and hyphen"
        #expect(words(status, Self.refused)?.hasSuffix(rule) == true)
        #expect(text.contains("<4>meldpostd: \(files.path("station.toml")): \(rule)\n"))
        #expect(!text.contains("BAD VALUE"))
        #expect(status.textVersion == "canary-1" && status.textFingerprint == fingerprint)

        // A second start with the same broken file changes nothing.
        (status, _) = try run()
        #expect(status.textVersion == "canary-1")

        // A file that is gone is no other case.
        unlink(files.path("questions.json"))
        (status, _) = try run()
        #expect(words(status, Self.refused)?.hasSuffix("questionnaire.file does not exist") == true)
        #expect(status.textVersion == "canary-1")

        // What a bad disk made of the kept one is not used: the built-in one is.
        let builtIn = StationSettings.builtIn().textVersion
        var kept = try #require(files.bytes("state/texts.questionnaire"))
        let place = try #require(kept.range(of: Data("canary-1".utf8)))
        kept.replaceSubrange(place, with: Data("canary-9".utf8))
        files.write("state/texts.questionnaire", kept)
        (status, _) = try run()
        #expect(status.textVersion == builtIn)
        #expect(words(status, Self.refused) != nil)

        // A good one clears it, and is kept from now on.
        files.write("questions.json", try questions(textVersion: "canary-2").utf8)
        (status, _) = try run()
        #expect(words(status, Self.refused) == nil && status.textVersion == "canary-2")

        // Without the key the built-in one is wanted, and nothing older comes back.
        files.set("questionnaire.file", nil)
        (status, _) = try run()
        #expect(status.textVersion == builtIn && words(status, Self.refused) == nil)
        #expect(files.bytes("state/texts.questionnaire") == nil)
    }

    @Test func `broken approvals are named, and the last good ones count`() throws {
        files.set("questionnaire.file", nil)
        files.set("questionnaire.approvals", files.quoted(files.path("approvals.toml")))
        let builtIn = StationSettings.builtIn()
        let approvals = Language.allCases.map { language in
            let digest = TextApprovals.digest(of: builtIn, in: language).bytes
                .map { String(format: "%02x", $0) }.joined()
            return """
                [[approval]]
                language = "\(language.rawValue)"
                text_version = "\(builtIn.textVersion)"
                sha256 = "\(digest)"
                by = "a native speaker"
                date = "2026-12-01"

                """
        }
        files.write("approvals.toml", approvals.joined().utf8)
        #expect(try run().status.areTextsApproved)
        files.write("approvals.toml", "[[approval]]\nlanguage = \"canary\"\n".utf8)
        let (status, text) = try run()
        #expect(status.areTextsApproved)
        let rule = "approval.language must be one of: pap, nl, en, es"
        #expect(words(status, Self.refused)?.hasSuffix(rule) == true)
        #expect(text.contains(rule) && !text.contains("canary"))
    }

    @Test func `a broken list of sounds is named with the key of the catalogue`() throws {
        files.set("questionnaire.file", nil)
        files.set("voice.catalogue", files.quoted(files.path("voice")))
        files.set("voice.device", files.quoted("null"))
        mkdir(files.path("voice"), 0o700)
        mkdir(files.path("voice/nl"), 0o700)
        files.write("voice/nl/manifest.json", "{\"canary\":".utf8)
        let (status, _) = try run()
        #expect(
            words(status, Condition.voiceCatalogueRefused.rawValue)?
                .hasSuffix("voice.catalogue nl/manifest.json must be a manifest of this version")
                == true
        )
    }

    @Test func `a state directory that takes nothing keeps nobody from starting`() throws {
        files.write("questions.json", try questions(textVersion: "canary-1").utf8)
        mkdir(files.path("state"), 0o700)
        // A folder in the place of the file that would be kept.
        mkdir(files.path("state/texts.questionnaire"), 0o700)
        let (status, text) = try run()
        #expect(status.textVersion == "canary-1")
        #expect(text.contains("<4>meldpostd: the texts in use could not be kept, continuing"))
    }
}
