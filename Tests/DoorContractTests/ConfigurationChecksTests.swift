import StrictConfiguration
import Testing

@Suite struct ConfigurationChecksTests {
    private let file: ConfigurationFile

    init() throws {
        file = try ConfigurationFile(path: "f", bytes: [])
    }

    private func rule(_ check: () throws -> Void) -> ConfigurationRule? {
        do {
            try check()
            return nil
        } catch {
            return (error as? ConfigurationRefusal)?.rule
        }
    }

    @Test func `a missing key is required, or takes its default`() throws {
        #expect(rule { _ = try file.number(nil, "k", in: 1...2) } == .required)
        #expect(rule { _ = try file.text(nil, "k") } == .required)
        #expect(try file.number(nil, "k", in: 1...9, default: 4) == 4)
        #expect(try file.absolutePath(nil, "k", default: "/a") == "/a")
    }

    @Test(arguments: [0, 65_536, -1, Int.max])
    func `a number outside its range is refused`(number: Int) {
        #expect(rule { _ = try file.number(number, "k", in: 1...65_535) } == .range(1...65_535))
    }

    @Test func `the ends of a range belong to it`() throws {
        #expect(try file.number(1, "k", in: 1...65_535) == 1)
        #expect(try file.number(65_535, "k", in: 1...65_535) == 65_535)
    }

    @Test func `hexadecimal is read in full or not at all`() throws {
        #expect(try file.hexadecimal("00fFa5", "k", byteCount: 3) == [0, 0xFF, 0xA5])
        for wrong in ["", "00", "00fFa", "00fFa5a5", "00fFg5", "0x00fF", " 0fFa5"] {
            let expected = ConfigurationRule.hexadecimal(byteCount: 3)
            #expect(rule { _ = try file.hexadecimal(wrong, "k", byteCount: 3) } == expected)
        }
    }

    @Test func `base64 has one form only`() throws {
        #expect(try file.base64("AAE=", "k", byteCount: 2) == [0, 1])
        for wrong in ["AAF=", "AAE", "AAE=\n", "AAE==", "AAEC", "", "AA E="] {
            let expected = ConfigurationRule.base64(byteCount: 2)
            #expect(rule { _ = try file.base64(wrong, "k", byteCount: 2) } == expected)
        }
    }

    @Test func `a host is a name or an address`() throws {
        for right in [
            "inbox.example", "localhost", "127.0.0.1", "::1", "a-1.b", "xn--bcher-kva.nl",
        ] {
            #expect(try file.host(right, "k", allowsAddress: true) == right)
        }
        let long = String(repeating: "a", count: 64)
        for wrong in ["", "a..b", "-a", "a-", "a b", "a/b", "ü", "a:1", long, "a_b", "[::1]"] {
            #expect(rule { _ = try file.host(wrong, "k", allowsAddress: true) } == .mustBeHost)
        }
        #expect(rule { _ = try file.host("::1", "k", allowsAddress: false) } == .mustBeHostName)
    }

    @Test func `a path begins at the root`() {
        for wrong in ["", "a", "./a", "~/a", "a/b"] {
            #expect(rule { _ = try file.absolutePath(wrong, "k") } == .mustBeAbsolutePath)
        }
    }

    @Test func `a choice names the choices`() throws {
        let islands: [StaticString] = ["bonaire", "saba"]
        #expect(try file.choice("saba", "k", of: islands) == "saba")
        let refused = rule { _ = try file.choice("aruba", "k", of: islands) }
        #expect(refused?.words == "must be one of: bonaire, saba")
    }

    @Test func `a file that a key names is refused under the key`() {
        do {
            _ = try file.content(ofPath: "/nowhere/ca.pem", "centre.ca")
            Issue.record("a missing file was read")
        } catch {
            #expect(error.words == "f: centre.ca does not exist")
            #expect(error.exit == .noInput)
        }
    }
}
