import AgeFormat
import Foundation
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

@testable import PromptTools
@testable import SpokenPrompts

/// A whole visit in each language, from the handset that is lifted to the one that is hung up: what
/// is sealed, what is heard, and how it is told.
///
/// The station is the real machine and the sounds are those of espeak-ng; what is played goes
/// through the voice and libasound's file plugin, on a virtual clock.
@Suite(
    .serialized,
    .enabled(if: try Need.program("espeak-ng").isMet),
    .timeLimit(.minutes(10))
)
struct SpokenVisitTests {
    static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/StationAssembly/Resources/questionnaire.json")

    private static let questionnaire: Questionnaire = {
        try! JSONDecoder().decode(Questionnaire.self, from: Data(contentsOf: file))
    }()

    private var questionnaire: Questionnaire { Self.questionnaire }

    /// How long a text takes where no sound tells.
    ///
    /// Not too short: within two seconds after a digit `#` only confirms it.
    private func reckoned(_ utterance: Utterance) -> Duration {
        .milliseconds(60) * questionnaire.text(of: utterance).count
    }

    /// The sounds of everything that is said in `telling`, made by espeak-ng, by name.
    private func render(_ telling: VisitTelling) throws -> [String: [Int16]] {
        let wanted = try ClosedSet(questionnaire)
        var texts: [String: (ClosedSet.Clip, Language)] = [:]
        for (language, clips) in wanted.clips {
            for clip in clips { texts[clip.name.text] = (clip, language) }
        }
        var sounds: [String: [Int16]] = [:]
        for (_, event) in telling.events {
            guard case .said(let utterance) = event else { continue }
            for case .clip(let name) in Composer(questionnaire).parts(of: utterance)
            where sounds[name.text] == nil {
                let (clip, language) = try #require(texts[name.text])
                sounds[name.text] = try SpeechProgram().samples(
                    of: clip.text,
                    in: language,
                    named: name.text
                )
            }
        }
        return sounds
    }

    private func samples(of utterance: Utterance, _ sounds: [String: [Int16]]) -> [Int16] {
        Composer(questionnaire).parts(of: utterance).flatMap { part -> [Int16] in
            switch part {
            case .clip(let name): sounds[name.text] ?? []
            case .pause(let duration):
                [Int16](repeating: 0, count: SoundFormat.frames(in: duration))
            }
        }
    }

    /// The whole visit, with the times of the sounds of espeak-ng.
    private func tell(_ language: Language) throws -> (VisitTelling, [String: [Int16]]) {
        let keys = ExampleVisit.keys(in: language)
        let draft = VisitTelling(questionnaire, keys: keys, length: reckoned)
        let sounds = try render(draft)
        let telling = VisitTelling(questionnaire, keys: keys) { utterance in
            SoundFormat.duration(ofFrames: samples(of: utterance, sounds).count)
        }
        return (telling, sounds)
    }

    /// Plays what is said in `telling` at its times, and gives what ALSA was given.
    private func play(
        _ telling: VisitTelling,
        _ sounds: [String: [Int16]]
    ) throws -> [Int16] {
        let folder = TemporaryFolder()
        let path = folder.file("visit")
        let configuration = """
            pcm.out { type file slave.pcm { type null } file "\(path).wav" format "wav" }
            """
        try configuration.write(toFile: path + ".conf", atomically: true, encoding: .utf8)
        setenv("ALSA_CONFIG_PATH", path + ".conf", 1)
        defer { unsetenv("ALSA_CONFIG_PATH") }
        var card: AlsaPlayback? = try AlsaPlayback(device: "out")
        var voice = VoiceMachine(at: .start)
        var told: [VoiceEvent] = []
        func perform(_ actions: [VoiceMachine.Action]) throws {
            for action in actions {
                switch action {
                case .card(_, .play(let samples)): _ = try card?.play(samples) { true }
                case .card(_, .cut), .card(_, .rest): try card?.drop()
                case .tell(let event): told.append(event)
                case .card, .read, .open, .abandon: break
                }
            }
        }
        func pass(to end: Instant) throws {
            while let next = voice.nextDeadline, next < end {
                try perform(voice.advance(to: next))
                // The card answers whenever it is asked.
                try perform(voice.handle(.cardAnswered(generation: 1), at: next))
            }
        }
        try perform(voice.advance(to: .start))
        try perform(voice.handle(.cardAnswered(generation: 1), at: .start))
        for (time, event) in telling.events {
            try pass(to: time)
            switch event {
            case .said(let utterance):
                try perform(voice.handle(.say(utterance, reckoned: .zero), at: time))
                let read = ReadUtterance(
                    number: utterance.number,
                    samples: samples(of: utterance, sounds),
                    damagedCount: 0
                )
                try perform(voice.handle(.read(read), at: time))
            case .hush: try perform(voice.handle(.hush, at: time))
            case .tone(let isError):
                try perform(voice.handle(.tone(isError ? .error : .key), at: time))
            case .handset, .key, .heardOut, .stored: break
            }
        }
        try pass(to: (telling.events.last?.at ?? .start) + .seconds(1))
        #expect(!told.contains(.conditionChanged(.voiceUnavailable, isRaised: true)))
        card = nil
        let bytes = Array(try Data(contentsOf: URL(filePath: path + ".wav")))
        return stride(from: 44, to: bytes.count - 1, by: 2).map { offset in
            Int16(bitPattern: UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8)
        }
    }

    @Test(arguments: Language.allCases)
    func `what is sealed after the whole visit is what the desk must read`(
        language: Language
    ) throws {
        let keys = ExampleVisit.keys(in: language)
        let telling = VisitTelling(questionnaire, keys: keys, length: reckoned)
        let request = try #require(telling.stored.first)
        #expect(telling.stored.count == 1)
        let (cases, sources) = (AgeIdentity.makeX25519(), AgeIdentity.makeX25519())
        let sealed = try RecordSealer.seal(
            request,
            to: RecipientSet(
                scope: request.scope,
                caseRecipients: [cases.recipient],
                sourceRecipients: [sources.recipient]
            ),
            proof: [UInt8](repeating: 7, count: 32)
        )
        let payload = try RecordOpener.open(sealed.body, identities: [cases])
        guard case .report(let report) = payload.content else {
            Issue.record("no report")
            return
        }
        #expect(try ExampleRecord.isEqual(report, to: ExampleRecord.report))
        let source = try RecordOpener.openSource(payload, identities: [sources])
        #expect(try ExampleRecord.isEqual(source, to: ExampleRecord.source(in: language)))
        #expect(payload.told?.language == language)
        #expect(throws: FormatRefusal.self) {
            try RecordOpener.openSource(payload, identities: [cases])
        }
    }

    /// What is measured would fail on silence, on a clip that is cut off or too soft, on prompts
    /// that run into each other, and on a visit that hangs.
    @Test(arguments: Language.allCases)
    func `the whole visit is heard, as long, as loud and with such pauses as it must`(
        language: Language
    ) throws {
        let (telling, sounds) = try tell(language)
        let heard = try play(telling, sounds)

        // Length: every text as far as it was said, and the tones, and nothing else.
        var expected = 0
        var pauses = 0
        var saying: (start: Instant, frames: Int)?
        for (time, event) in telling.events {
            switch event {
            case .said(let utterance):
                saying = (time, samples(of: utterance, sounds).count)
                let parts = Composer(questionnaire).parts(of: utterance)
                pauses += parts.count { if case .pause = $0 { true } else { false } }
            case .heardOut:
                expected += saying?.frames ?? 0
                saying = nil
            case .hush:
                if let saying {
                    expected += min(saying.frames, SoundFormat.frames(in: time - saying.start))
                }
                saying = nil
            case .tone(let isError): expected += (isError ? Tone.error : .key).samples.count
            case .handset, .key, .stored: break
            }
        }
        let keyCount = telling.events.count { if case .key = $0.event { true } else { false } }
        // At each key up to 80 ms were handed out ahead.
        let slack = SoundFormat.frames(in: .milliseconds(100)) * (keyCount + 1)
        #expect(abs(heard.count - expected) < slack, "\(heard.count) of \(expected)")
        let seconds = heard.count / SoundFormat.rate
        #expect((240...900).contains(seconds), "\(seconds) s")

        // Level: like every clip, and nothing is cut off at the top.
        let level = Loudness.level(of: heard)
        #expect((1_500...4_000).contains(level), "\(level)")
        #expect(heard.allSatisfy { abs(Int($0)) < 32_500 })

        // Silence: there are pauses, as many as were wanted at least, and none is long.
        var run = 0
        var silences: [Int] = []
        for sample in heard {
            if abs(Int(sample)) <= Int(Loudness.threshold) {
                run += 1
            } else {
                if run > SoundFormat.frames(in: .milliseconds(60)) { silences.append(run) }
                run = 0
            }
        }
        let longest = (silences.max() ?? 0) * 1_000 / SoundFormat.rate
        #expect((300...1_500).contains(longest), "\(longest) ms")
        #expect(silences.count > pauses / 2, "\(silences.count) silences, \(pauses) pauses")
        print(
            """
            \(language.rawValue): \(keyCount) keys, \(seconds) s of sound, level \(Int(level)), \
            \(silences.count) pauses, the longest \(longest) ms
            """
        )
    }

    @Test(arguments: Language.allCases)
    func `the visit is told with times, and every text in it is of its language`(
        language: Language
    ) throws {
        let keys = ExampleVisit.keys(in: language)
        let telling = VisitTelling(questionnaire, keys: keys, length: reckoned)
        let lines = VisitText(questionnaire).lines(of: telling)
        #expect(lines.first == "0:00.0  the handset is lifted")
        #expect(lines.contains { $0.hasSuffix("stored, sealed") })
        #expect(lines.dropLast(2).last?.hasSuffix("hung up") == true)
        let keyCount = keys.joined().count { $0 != "_" }
        #expect(lines.last?.hasPrefix("\(keyCount) keys, ") == true)
        let stored = try #require(
            questionnaire.prompts[PromptID(rawValue: "store.stored")]?[language]
        )
        #expect(lines.contains { $0.contains(stored) })
        for (_, event) in telling.events {
            guard case .said(let utterance) = event else { continue }
            try expect(utterance, isIn: language)
        }
    }

    /// Every prompt in what is said must be the text of `language`, but for the names of the
    /// languages, which each says in itself.
    private func expect(_ utterance: Utterance, isIn language: Language) throws {
        let text = questionnaire.text(of: utterance)
        for phrase in utterance.phrases {
            switch phrase {
            case .prompt(let prompt):
                #expect(utterance.language == language)
                let own = try #require(questionnaire.prompts[prompt]?[language])
                #expect(text.contains(own), "\(prompt.rawValue)")
            case .promptIn(let prompt, let other):
                #expect(["language.name", "menu.press"].contains(prompt.rawValue))
                let own = try #require(questionnaire.prompts[prompt]?[other])
                #expect(text.contains(own), "\(prompt.rawValue)")
            case .number, .numberIn, .digit, .letter, .day, .weekday, .hour, .place:
                break
            }
        }
    }
}
