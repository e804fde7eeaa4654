import Foundation
import ProgramKit
import Testing

/// What must not compile does not compile.
///
/// Each snippet is given to the compiler with the built `MeldpostCore`. A snippet that is refused for
/// another reason than the named one, for example because a name changed, fails the test; the ones
/// that must compile show that the setting is sound.
@Suite struct ContentTypeTests {
    private static let preamble = """
        import MeldpostCore
        let answers = CodedAnswers<AdviceField>(listVersion: "1")
        var advice = AdviceContent(answers: answers, dangerNow: .no)
        let datum = SpecialDatum(
            category: .health, value: Code(rawValue: "v"), necessity: Code(rawValue: "n"))
        var report = ReportContent(
            answers: CodedAnswers<ReportField>(listVersion: "1"), dangerNow: .no,
            reporterClass: .citizen, isChildAbuse: false)
        func trace() -> TraceContent {
            TraceContent(
                claimedTimeMilliseconds: 0, earliestTimeMilliseconds: 0, clockTrust: .unknown,
                softwareVersion: "1", panel: "p", island: "saba")
        }
        func request(_ content: TimedContent) -> StoreRequest {
            StoreRequest(
                ticket: 1, content: content, trace: trace(), urgency: .ordinary, island: .saba,
                hour: UnixHour(rawValue: 0))
        }

        """

    @Test(arguments: [
        "report.personsConcerned = [PersonConcerned(role: Code(rawValue: \"victim\"))]",
        "report.specialData = [datum]",
        "report.answers.codes[.relation] = [Code(rawValue: \"r\")]",
        "report.place = SituationPlace(telephone: \"7171234\")",
        "report.childrenCount = 2",
        "_ = request(.report(report, terms: [.tellPersonConcerned, .decideOnSteps]))",
        "advice.answers.codes[.motive] = [Code(rawValue: \"m\")]",
        "_ = request(.adviceRequest(advice))",
        "_ = AddedAnswers.adviceRequest(advice.answers)",
    ])
    func `what the law allows compiles`(line: String) throws {
        #expect(try Self.diagnostics(of: line) == "")
    }

    @Test(arguments: [
        (
            "advice.personsConcerned = [PersonConcerned(role: Code(rawValue: \"victim\"))]",
            "value of type 'AdviceContent' has no member 'personsConcerned'"
        ),
        (
            "advice.specialData = [datum]",
            "value of type 'AdviceContent' has no member 'specialData'"
        ),
        (
            "advice = AdviceContent(answers: answers, dangerNow: .no, specialData: [datum])",
            "extra argument 'specialData' in call"
        ),
        (
            "advice.answers.codes[.relation] = [Code(rawValue: \"r\")]",
            "type 'AdviceField' has no member 'relation'"
        ),
        (
            "_ = AddedAnswers.adviceRequest(report.answers)",
            "cannot convert value of type 'CodedAnswers<ReportField>' to expected argument type "
                + "'CodedAnswers<AdviceField>'"
        ),
        (
            "advice.place = SituationPlace(telephone: \"7171234\")",
            "value of type 'AdviceContent' has no member 'place'"
        ),
        (
            "advice.telephone = \"7171234\"",
            "value of type 'AdviceContent' has no member 'telephone'"
        ),
        (
            "advice.answers.codes[.telephone] = []",
            "type 'AdviceField' has no member 'telephone'"
        ),
        (
            "advice.answers = report.answers",
            "cannot assign value of type 'CodedAnswers<ReportField>' to type "
                + "'CodedAnswers<AdviceField>'"
        ),
        (
            "_ = request(.report(advice, terms: [.tellPersonConcerned]))",
            "cannot convert value of type 'AdviceContent' to expected argument type "
                + "'ReportContent'"
        ),
    ])
    func `an advice record that holds a client or special data does not compile`(
        line: String,
        reason: String
    ) throws {
        #expect(try Self.diagnostics(of: line).contains("error: \(reason)"))
    }

    @Test(arguments: [
        (
            "_ = request(.adviceRequest(advice, terms: [.tellPersonConcerned]))",
            "extra argument 'terms' in call"
        ),
        (
            "_ = request(.adviceRequest(advice, terms: [.decideOnSteps]))",
            "extra argument 'terms' in call"
        ),
        (
            "var changed = request(.adviceRequest(advice)); changed.terms = [.tellPersonConcerned]",
            "cannot assign to property: 'terms' is a get-only property"
        ),
        (
            "var changed = request(.report(report, terms: [.tellPersonConcerned])); "
                + "changed.content = .adviceRequest(advice)",
            "cannot assign to property: 'content' is a get-only property"
        ),
        (
            "_ = request(.report(report, terms: [.investigateNeed]))",
            "type 'ReportTerm' has no member 'investigateNeed'"
        ),
        (
            "_ = request(.report(report))",
            "missing argument for parameter 'terms' in call"
        ),
    ])
    func `P7 a request with the terms of another kind, or without its own, does not compile`(
        line: String,
        reason: String
    ) throws {
        let diagnostics = try Self.diagnostics(of: line)
        #expect(diagnostics.contains(reason))
        #expect(diagnostics.contains("error: "))
    }

    /// What the compiler says about a snippet; empty where it compiles.
    private static func diagnostics(of line: String) throws -> String {
        let modules = try #require(moduleFolder, "The built modules stand beside the tests.")
        let folder = TemporaryFolder()
        let file = folder.write(preamble + line + "\n", to: "main.swift")
        let output = folder.write("", to: "output")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "swiftc", "-typecheck", "-swift-version", "6", "-suppress-warnings",
            "-I", modules.path(), file,
        ]
        // The compiler leaves a folder of its own behind each time, which goes with ours.
        process.environment = ProcessInfo.processInfo.environment
            .merging(["TMPDIR": folder.path]) { $1 }
        process.standardError = FileHandle(forWritingAtPath: output)
        process.standardOutput = process.standardError
        try process.run()
        process.waitUntilExit(atMost: .seconds(120))
        let text = String(decoding: folder.bytes("output") ?? [], as: UTF8.self)
        #expect((process.terminationStatus == 0) == text.isEmpty)
        return text
    }

    /// `Modules` in the folder of the program that runs the tests.
    private static let moduleFolder: URL? = {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let folder = program.deletingLastPathComponent().appending(path: "Modules")
        let module = folder.appending(path: "MeldpostCore.swiftmodule")
        return FileManager.default.fileExists(atPath: module.path()) ? folder : nil
    }()
}
