import Foundation
import Testing

/// What may not be written, as far as text can show it.
@Suite struct WordTests {
    static let sources =
        Repository.files(below: "Sources", endings: ["swift", "c", "h"])
        + Repository.files(below: "Firmware", endings: ["swift", "c", "h", "S", "ld", "py"])
    static let tests = Repository.files(below: "Tests", endings: ["swift", "c", "h", "py"])
    static let prose =
        Repository.files(below: "Sources", endings: ["md", "json"])
        + Repository.files(below: "Firmware", endings: ["md", "json", "rules"])

    static var everything: [Repository.File] {
        let readme = (try? Repository.file("README.md")).map { [$0] } ?? []
        return sources + tests + prose + readme
    }

    /// The words of R53 are put together here, so that this file does not hold them.
    @Test func `R53 the two words of the European country do not occur`() throws {
        let words = ["meld" + "code", "veilig" + " " + "thuis", "veilig" + "thuis"]
        for file in Self.everything {
            let text = file.text.lowercased()
            for word in words {
                #expect(!text.contains(word), "\(file.path) holds a banned word")
            }
        }
    }

    @Test func `log lines are constant`() throws {
        let found = try Repository.matches(
            of:
                #"(?i)log(ger)?\.(trace|debug|info|notice|warning|error|critical)\(\s*"[^"\n]*\\\("#,
            in: Self.sources
        )
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `R19 no type can hold the number of a caller`() throws {
        let found = try Repository.matches(
            of:
                #"(?i)\b(caller_?(number|id)|phone_?number|calling_?(number|party)|msisdn|clip_?number)\b"#,
            in: Self.sources
        )
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `P4 nothing can record sound`() throws {
        let found = try Repository.matches(
            of:
                #"SND_PCM_STREAM_CAPTURE|SNDRV_PCM_STREAM_CAPTURE|snd_pcm_(mmap_)?read[in]|\barecord\b|/dev/snd/pcmC\d+D\d+c"#,
            in: Self.sources
        )
        #expect(found.isEmpty, "\(found)")
    }

    @Test(arguments: [
        #"\btry!"#, #"\bas!"#, #"\bfatalError\("#, #"\bTask\s*\{"#, #"\bTask\.detached\b"#,
        #"\bDispatchQueue\b"#, #"\bTODO\b"#, #"\bFIXME\b"#, #"nonisolated\(unsafe\)"#,
        #"(?m)^\s*(public |internal |private |final )*(class|struct|enum|actor|protocol) \w*(Manager|Helper|Util|Utils|Utility)\b"#,
    ])
    func `the sources do without`(pattern: String) throws {
        let found = try Repository.matches(of: pattern, in: Self.sources)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `every hand-made Sendable gives its reason`() {
        for file in Self.sources {
            for (index, line) in file.lines.enumerated() where line.contains("@unchecked Sendable")
            {
                let near = file.lines[max(0, index - 3)...min(file.lines.count - 1, index + 3)]
                #expect(near.contains { $0.contains("Sendable by hand:") }, "\(file.path)")
            }
        }
    }

    @Test func `no name of a machine or a person's folder is in the files`() throws {
        let folders = ["/wo" + "rk/", "/ho" + "me/", "/tmp/" + "h-", "/ro" + "ot/"]
        for file in Self.everything {
            for folder in folders {
                #expect(!file.text.contains(folder), "\(file.path) holds \(folder)")
            }
        }
    }

    @Test func `tests below floor 4 do not sleep`() throws {
        let lower = Self.tests.filter { file in
            [
                "MeldpostCoreTests", "AgeFormatTests", "RecordFormatTests", "ScenarioTests",
                "SimulationKit", "SQLiteStoreTests",
            ].contains(file.target)
        }
        let found = try Repository.matches(of: #"\b(u|nano)?sleep\("#, in: lower)
        #expect(found.isEmpty, "\(found)")
    }
}
