import Foundation
import Testing

/// What may not be written, as far as text can show it.
@Suite struct WordTests {
    static let sources =
        Repository.files(below: "Sources", endings: ["swift", "c", "h"])
        + Repository.files(below: "Firmware", endings: ["swift", "c", "h", "S", "ld", "py"])
    static let tests = Repository.files(below: "Tests", endings: ["swift", "c", "h", "py"])
    static var everything: [Repository.File] { Repository.everything }

    /// Broken once: with the walk ended at the first folder, most of these were missing.
    @Test func `what is looked through is all of the repository`() {
        let paths = Set(Self.everything.map(\.path))
        for path in [
            ".ci/run", ".ci/setup", ".gitignore", ".swift-format", "Firmware/build",
            "Package.swift",
            "README.md", "Sources/Meldpost.docc/Faults.md", "Systemd/appliance/files/probe",
            "Systemd/meldpostd.service", "Systemd/package", "Tests/TidyTests/WordTests.swift",
            "Tests/Units/units.sh",
        ] {
            #expect(paths.contains(path), "\(path)")
        }
        #expect(!paths.contains { $0.contains(".build") })
        #expect(Repository.scripts.count > 20)
    }

    /// The words of R53 are put together here, so that this file does not hold them.
    ///
    /// Broken once: one of them in `Systemd/package`, which has no suffix.
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

    /// A folder below another one, such as `$work/root/` in a script, is no machine's.
    ///
    /// Broken once: in `Systemd/package`, and in `Package.swift`.
    @Test func `no name of a machine or a person's folder is in the files`() throws {
        let names = ["/wo" + "rk/", "/ho" + "me/", "/tmp/" + "h-", "/ro" + "ot/"]
        let suspects = Self.everything.filter { file in names.contains { file.text.contains($0) } }
        let found = try Repository.matches(
            of: "(^|[^A-Za-z0-9_.}*-])(" + names.joined(separator: "|") + ")",
            in: suspects,
            codeOnly: false
        )
        // Where the memory disk of the machine in QEMU mounts the real one.
        let other = "Systemd/appliance/stock:  /ro" + "ot/"
        #expect(found.filter { $0 != other }.isEmpty, "\(found)")
    }

    /// At its first match such a grep ends; what writes into the pipe is then broken off, and with
    /// `pipefail` the whole says that nothing was found.
    ///
    /// Broken once: `nm "$binary" | grep -q icudt` in `.ci/run` let a banned name pass.
    @Test func `no pipe of a script ends in a grep that leaves early`() throws {
        let found = try Repository.matches(
            of: #"[^|]\|[ \\\n]*grep -[a-zA-Z]*(q|m ?[0-9])"#,
            in: Repository.scripts
        )
        #expect(found.isEmpty, "\(found)")
    }

    /// What sleeps below floor 4, each with its reason.
    ///
    /// Time itself, or another process, is the subject there. Whoever waits for something waits for
    /// that, with a `Deadline`.
    private static let sleepers = [
        "DoorContractTests/LocalSocketTests.swift":
            "lets another thread come into a system call, which nobody sees from outside",
        "JournalStoreTests/RealProcessTests.swift": "kills a process at any moment",
        "JournalStoreTests/power_cut_replay.py": "looks whether another process has come so far",
        "SerialPanelTests/NullModem.swift": "sends as slowly as a line does",
        "SerialPanelTests/SerialPanelTests.swift": "measures the processor over a time",
        "SpokenPromptsTests/LatencyTests.swift": "presses a key in the middle of a text",
        "SpokenPromptsTests/UnderrunTests.swift": "lets a card run out of samples",
        "SpokenPromptsTests/VoiceTests.swift": "hears a text for a time, and lets a thread end",
    ]

    /// Broken once: with a sleep in a test of GPIO, and with an exception that nothing needs.
    @Test func `tests below floor 4 do not sleep, but for those that name a reason`() throws {
        let higher: Set = [
            "ApplianceTests", "Benchmarks", "CourierTests", "DemoTests", "DeskToolsTests",
            "FuzzTesting", "InboxKit", "InboxServerTests", "PanelDaemonTests", "ProgramKit",
            "PromptToolsTests", "ServiceToolsTests", "StationAssemblyTests", "TidyTests",
        ]
        let lower = Self.tests.filter { !higher.contains($0.target) }
        let sleep = #"\b(u|nano)?sleep\(|\bsleep\(for|Thread\.sleep"#
        let found = try lower.filter { try !Repository.matches(of: sleep, in: [$0]).isEmpty }
        #expect(
            Set(found.map { String($0.path.dropFirst("Tests/".count)) }) == Set(Self.sleepers.keys)
        )
    }
}
