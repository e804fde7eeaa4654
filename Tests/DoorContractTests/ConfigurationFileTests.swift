import Foundation
import ProgramKit
import Testing

@testable import StrictConfiguration

private struct Sample: Decodable {
    struct Centre: Decodable {
        var host: String?
        var port: Int?
        var isPinned: Bool?
    }

    struct Member: Decodable {
        var id: String?
    }

    var centre: Centre?
    var station: [Member]?
}

@Suite struct ConfigurationFileTests {
    private func refusal(of text: String) -> String? {
        do {
            let file = try ConfigurationFile(path: "sample.toml", bytes: Array(text.utf8))
            _ = try file.decode(Sample.self)
            return nil
        } catch {
            return error.words
        }
    }

    @Test func `what is right is read`() throws {
        let text = """
            [centre]
            host = "inbox.example"
            port = 8443
            isPinned = true
            [[station]]
            id = "a"
            [[station]]
            id = "b"
            """
        let file = try ConfigurationFile(path: "sample.toml", bytes: Array(text.utf8))
        let sample = try file.decode(Sample.self)
        #expect(sample.centre?.host == "inbox.example")
        #expect(sample.centre?.port == 8_443)
        #expect(sample.station?.map(\.id) == ["a", "b"])
    }

    @Test(arguments: [
        ("[centre]\nprot = 1\n", "sample.toml: centre.prot is not a key of this file"),
        ("[center]\nport = 1\n", "sample.toml: center is not a key of this file"),
        ("[centre]\nport = \"1\"\n", "sample.toml: centre.port must be a whole number"),
        ("[centre]\nport = 1.5\n", "sample.toml: centre.port must be a whole number"),
        ("[centre]\nport = true\n", "sample.toml: centre.port must be a whole number"),
        ("[centre]\nport = 2026-01-01\n", "sample.toml: centre.port must be a whole number"),
        ("[centre]\nhost = 1\n", "sample.toml: centre.host must be text in quotation marks"),
        ("[centre]\nisPinned = 1\n", "sample.toml: centre.isPinned must be true or false"),
        ("centre = 4\n", "sample.toml: centre must be a table"),
        ("station = 4\n", "sample.toml: station must be a list"),
        ("[centre]\nport = = 1\n", "sample.toml: is not TOML at line 2, column 8"),
        ("[centre]\nport = 1\nport = 2\n", "sample.toml: is not TOML at line 3, column 8"),
        (
            "[centre]\nport = 99999999999999999999\n",
            "sample.toml: is not TOML at line 2, column 28"
        ),
        ("[centre\nport = 1\n", "sample.toml: is not TOML at line 1, column 8"),
        ("[centre]\nport = 1\u{0}\n", "sample.toml: must be UTF-8 text without zero bytes"),
    ])
    func `what is wrong is refused by key and rule`(text: String, words: String) {
        #expect(refusal(of: text) == words)
    }

    @Test func `a member of a list is named by its place`() {
        let text = "[[station]]\nid = \"a\"\n[[station]]\nid = 2\n"
        #expect(refusal(of: text) == "sample.toml: station[2].id must be text in quotation marks")
        let unknown = "[[station]]\nid = \"a\"\n[[station]]\nkey = \"b\"\n"
        #expect(refusal(of: unknown) == "sample.toml: station[2].key is not a key of this file")
    }

    @Test func `a value never stands in a refusal`() {
        let canary = "0612345678"
        let texts = [
            "[centre]\nport = \"\(canary)\"\n", "[centre]\nhost = [\"\(canary)\"]\n",
            "centre = \"\(canary)\"\n", "[centre]\nhost = \"\(canary)\n", "\(canary) \(canary)\n",
        ]
        for text in texts {
            let words = refusal(of: text)
            #expect(words != nil)
            #expect(words?.contains(canary) == false)
        }
    }

    @Test func `F36 a key with control characters reaches no terminal`() {
        let words = refusal(of: "\"\\u001B[2Jevil\" = 1\n")
        #expect(words == "sample.toml: ?[2Jevil is not a key of this file")
    }

    @Test func `bytes that are not text are refused`() {
        #expect(throws: ConfigurationRefusal(file: "a", rule: .mustBeText)) {
            try ConfigurationFile(path: "a", bytes: [0xFF, 0xFE])
        }
    }

    /// Broken once: without `PlainTOML` the parser behind ends the program on both of them.
    @Test func `no fail case of the fuzzer ends the program`() throws {
        let cases = try FailCases.of("configuration")
        #expect(cases.count >= 2)
        for (name, bytes) in cases {
            let words = refusal(of: String(decoding: bytes, as: UTF8.self))
            #expect(words?.contains("is not TOML at line") == true, "\(name)")
        }
    }

    @Test(
        arguments: [
            (
                "a = [\n  \"x\", # one\n  [ 'y', 1 ],\n]\r\n\"b c\".d = 1979-05-27 # day\n[ e . f ]\n",
                nil
            ),
            ("[[g]]\nh = -1_000\n  [i]\nj = +2.5e-3\nk = \"\\\"]\"", nil),
            ("[=", (1, 2)), ("[ [a]]", (1, 3)), ("[\n]", (1, 2)), ("[[a]\n", (1, 5)),
            ("a = 07:32:00", (1, 7)), ("a = 1979-05-27T07", (1, 18)), ("a = { b = 1 }", (1, 5)),
            ("x = 1\na = '''\n'''", (2, 7)), ("a = \"b", (1, 7)), ("a = \"\\", (1, 7)),
            ("a = [[[[[1]]]]]", (1, 9)), ("a =", (1, 4)), ("= 1", (1, 1)), ("a = [1 2]", (1, 8)),
            ("a. = 1", (1, 4)), ("a = 1 b", (1, 7)), ("[a] b", (1, 5)), ("\u{E9} = 1", (1, 1)),
        ] as [(String, (line: Int, column: Int)?)]
    )
    func `what the parser is not given is refused where it begins`(
        text: String,
        place: (line: Int, column: Int)?
    ) {
        var departure: PlainTOML.Departure?
        do throws(PlainTOML.Departure) {
            try PlainTOML.check(text)
        } catch {
            departure = error
        }
        #expect(departure == place.map { PlainTOML.Departure(line: $0.line, column: $0.column) })
    }

    @Test func `a missing file, a folder, a pipe and a huge file are refused at once`() throws {
        let folder = TemporaryFolder()
        let pipe = "\(folder.path)/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let blanks = [UInt8](repeating: 0x20, count: ConfigurationFile.size + 1)
        let huge = folder.write(blanks, to: "huge")
        let cases: [(String, ConfigurationRule)] = [
            ("\(folder.path)/none", .mustExist), (folder.path, .mustBeFile), (pipe, .mustBeFile),
            (huge, .size(atMost: ConfigurationFile.size)),
        ]
        for (path, rule) in cases {
            #expect(throws: ConfigurationRefusal(file: path, rule: rule)) {
                try ConfigurationFile(path: path)
            }
        }
        #expect(ConfigurationRule.mustExist.exit == .noInput)
        #expect(ConfigurationRule.unknownKey.exit.rawValue == 78)
    }
}
