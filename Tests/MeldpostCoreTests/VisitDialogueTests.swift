import Foundation
import Testing

@testable import MeldpostCore

@Suite struct VisitDialogueTests {
    static let languages: [(Character, Language)] = [
        ("1", .papiamentu), ("2", .dutch), ("3", .english), ("4", .spanish),
    ]

    static func visit(_ keys: String) -> VisitRun {
        var run = VisitRun()
        run.lift()
        run.press(keys)
        return run
    }

    @Test(arguments: languages)
    func `a whole report in each language is exactly the expected record`(
        key: Character,
        language: Language
    ) throws {
        var run = VisitRun()
        run.lift()
        run.press("\(key)2")
        run.finish()
        run.finish()
        run.finish()
        run.press(VisitScript.report)
        #expect(run.submissions.count == 1)
        let outcome = try #require(run.submissions.first)
        #expect(try VisitScript.isEqual(outcome.report, to: VisitScript.reportRecord))
        #expect(try VisitScript.isEqual(outcome.source, to: VisitScript.source(in: language)))
        #expect(try VisitScript.isEqual(outcome.told, to: VisitScript.told(in: language, by: run)))
        #expect(!outcome.isUrgent)
        #expect(!run.prompts.contains(.stored))
        run.take(.recordStored)
        #expect(run.prompts.contains(.stored))
        #expect(run.effects.last == .visitEnded)
        #expect(!run.dialogue.isActive)
    }

    @Test(arguments: languages)
    func `a request for advice in each language holds no source and is never urgent`(
        key: Character,
        language: Language
    ) throws {
        var run = VisitRun()
        run.lift()
        run.press("\(key)1")
        run.press("2#")
        run.finish()
        run.press("#")
        run.press("2 2 1 4 1# 3 3 3 #")
        let outcome = try #require(run.submissions.first)
        #expect(try VisitScript.isEqual(outcome.advice, to: VisitScript.adviceRecord))
        #expect(outcome.source == nil)
        #expect(!outcome.isUrgent)
        #expect(outcome.told.topics == [.personalData])
        #expect(outcome.told.language == language)
    }

    @Test(arguments: languages)
    func `a need for support goes to the executive, and a shelter from violence at once`(
        key: Character,
        language: Language
    ) throws {
        var run = VisitRun()
        run.lift()
        run.press("\(key)2###3")
        #expect(run.prompts.contains(.supportOther))
        run.press("2 22 1 22 7654321# 2 #")
        let outcome = try #require(run.submissions.first)
        #expect(outcome.chapter == .socialSupport)
        #expect(outcome.isUrgent)
        #expect(try VisitScript.isEqual(outcome.need, to: VisitScript.supportRecord))
        #expect(outcome.source?.relation == Code(rawValue: "carer"))
        #expect(outcome.source?.telephone == "7654321")
        run.take(.recordStored)
        // R85: the day of receipt, and six weeks after 14 November 2026.
        let days = run.effects.utterances.last?.phrases.compactMap { phrase -> CivilDay? in
            if case .day(let day) = phrase { day } else { nil }
        }
        #expect(days?.map(\.day) == [14, 26])
        #expect(days?.map(\.month) == [11, 12])
        #expect(run.prompts.first == .storedNeed)
        #expect(!run.prompts.contains(.stored))
        #expect(run.prompts.contains(.investigateBy))
        #expect(run.prompts.contains(.supportUrgent))
    }

    @Test func `only information starts no clock and tells no date`() {
        var run = Self.visit("32###3 1 4 4 # # #")
        #expect(run.submissions.first?.need?.isInformationOnly == true)
        #expect(run.submissions.first?.isUrgent == false)
        run.take(.recordStored)
        #expect(run.prompts == [.storedNeed, .storedSupport, .storedInformation, .farewell])
    }

    @Test func `support is offered only where it can be sealed to the executive`() {
        var run = VisitRun()
        run.context.isSupportPossible = false
        run.lift()
        run.press("32###")
        #expect(!run.prompts.contains(.support))
        #expect(run.press("3").contains(.soundErrorTone))
        #expect(run.dialogue.state == .attending(.step(.kind)))
    }

    @Test func `an urgent report needs three keys, and what was not told is recorded as not told`()
    {
        var run = Self.visit("311")
        let outcome = run.submissions.first
        #expect(run.keyCount == 3)
        #expect(run.submissions.count == 1)
        #expect(outcome?.isUrgent == true)
        #expect(outcome?.report?.dangerNow == .yes)
        #expect(outcome?.report?.answers.codes == [:])
        #expect(outcome?.report?.reporterClass == .unknown)
        #expect(outcome?.report?.isInterrupted == false)
        #expect(outcome?.source == nil)
        #expect(outcome?.told.topics == [])
        run.take(.recordStored)
        #expect(run.prompts.contains(.noReach))
    }

    @Test(arguments: [
        ("1", ReporterClass.citizen), ("21", .citizen), ("22", .citizen), ("23", .citizen),
        ("24", .citizen), ("31", .professional), ("32", .professional), ("4", .citizen),
        ("#", .unknown),
    ])
    func `the relation decides on the class of the reporter, and each class hears its rule`(
        keys: String,
        reporterClass: ReporterClass
    ) {
        var run = Self.visit("32###1" + keys)
        while run.field != "anonymity" { run.press("#") }
        let texts = run.effects.utterances.last?.phrases ?? []
        for (prompt, hearer) in [
            ("anonymity.persons", ReporterClass.citizen),
            ("anonymity.professional", .professional),
            // Who left it open hears both rules, each with its condition.
            ("told.personal-data.source", .unknown),
        ] {
            let isSaid = texts.contains(.prompt(PromptID(rawValue: prompt)))
            #expect(isSaid == (hearer == reporterClass), "\(prompt)")
        }
        #expect(texts.contains(.prompt(PromptID(rawValue: "anonymity.desk"))))
        run.press("2#")
        #expect(run.submissions.first?.report?.reporterClass == reporterClass)
        #expect(run.submissions.first?.report?.isChildAbuse == false)
        #expect(run.submissions.first?.report?.isReporterUnknown == true)
    }

    @Test func `the date is seven days after the earliest possible receipt, not the claimed one`() {
        var run = VisitRun()
        run.context.claimedTime = UnixTime(milliseconds: 4_000_000_000_000)
        // 2026-11-15 02:30 UTC is still the 14th on the islands.
        run.context.earliestTime = UnixTime(milliseconds: 1_794_709_800_000)
        run.lift()
        run.press("32###1" + String(repeating: "#", count: 17))
        #expect(run.submissions.count == 1)
        run.wait(.seconds(30))
        run.context.earliestTime = UnixTime(milliseconds: 1_894_709_800_000)
        run.take(.recordStored)
        #expect(run.spoken.contains("at the latest on 21 November."))
    }

    @Test func `each language is offered in itself, with its own digit`() {
        var run = VisitRun(languages: [.english, .spanish])
        run.lift()
        #expect(run.spoken == "English. Press 1. Español. Pulse 2.")
        run.press("2")
        #expect(run.spoken.hasPrefix("Le damos la bienvenida."))
    }

    @Test func `a language that is not offered cannot be chosen`() {
        var run = VisitRun(languages: [.english, .spanish])
        run.lift()
        #expect(run.press("3").contains(.soundErrorTone))
        #expect(run.spoken.hasSuffix("English. Press 1. Español. Pulse 2."))
    }

    @Test(arguments: [
        (Island.bonaire, "Guiami.", "0802-0802"),
        (.saba, "Domestic Safety Point.", "0800-1414"),
        (.sintEustatius, "The advice and reporting point.", "0800-1414"),
    ])
    func `each island hears the name and the hotline of its own desk before anything is asked`(
        island: Island,
        name: String,
        hotline: String
    ) {
        var run = VisitRun(island: island)
        run.lift()
        run.press("3")
        #expect(run.spoken.contains("This station belongs to: " + name))
        #expect(run.prompts.contains(.police))
        run.press("2")
        #expect(run.prompts.contains(.leaving))
        #expect(run.spoken.contains(hotline))
    }

    @Test(arguments: [Island.saba, .sintEustatius])
    func `R49 where nobody is known to be here, the police route comes before anything else`(
        island: Island
    ) {
        for presence: DeskPresence in [.unknown, .away(until: DeskOpening(.monday, hour: 8))] {
            var run = VisitRun(island: island)
            run.context.presence = presence
            run.lift()
            run.press("3")
            #expect(run.prompts.first == .policeRoute)
            #expect(run.prompts.contains(.present) == false)
        }
        var open = VisitRun(island: island)
        open.context.presence = .here
        open.lift()
        open.press("3")
        #expect(open.prompts.first == .welcome)
        #expect(open.prompts.contains(.present))
    }

    @Test func `the next opening is told where the table knows it`() {
        var run = VisitRun(island: .saba)
        run.context.presence = .away(until: DeskOpening(.monday, hour: 8))
        run.lift()
        run.press("3")
        #expect(run.spoken.contains("Someone is here again on Monday. from 8 o'clock."))
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
