import Foundation
import Testing

/// The pages about what is stored and what crosses a socket name everything that the sources have.
///
/// Broken once, each in the page only: a table, a setting, a fault of the courier, a route, a member
/// and an outcome.
@Suite struct FormatPageTests {
    private static func page(_ name: String) throws -> String {
        try Repository.file("Sources/Meldpost.docc/\(name).md").text
    }

    /// The first column of the table after `heading`, up to the next table.
    private static func firstColumn(after heading: String, in page: String) throws -> [String] {
        let rest = try #require(page.components(separatedBy: heading).dropFirst().first)
        let rows = rest.components(separatedBy: "\n\n").first {
            $0.hasPrefix("|---") || $0.contains("\n|---")
        }
        return (rows ?? "").matches(of: /(?m)^\| ([^|]+) \|/).dropFirst().flatMap { row in
            row.1.matches(of: /`([^`]+)`/).map { String($0.1) }
        }
    }

    @Test func `every table of the journal is in its page, and no other`() throws {
        let schema = try Repository.file("Sources/JournalStore/JournalSchema.swift").text
        let ledger = try Repository.file("Sources/SQLiteStore/MigrationLedger.swift").text
        let tables = (schema + ledger).matches(of: /CREATE TABLE (\w+)/).map { String($0.1) }
        #expect(tables.count > 9)
        let named = try Self.firstColumn(
            after: "### What stands in it",
            in: Self.page("Journal")
        )
        #expect(named.sorted() == tables.sorted())
    }

    @Test func `every setting of a database is in the journal's page, and no other`() throws {
        let source = try Repository.file("Sources/SQLiteStore/SQLiteSetting.swift").text
        let settings = source.matches(of: /(?m)^    case \w+ = "(\w+)"/).map { String($0.1) }
        #expect(settings.count > 15)
        let named = try Self.firstColumn(after: "## Overview", in: Self.page("Journal"))
        #expect(named.sorted() == settings.sorted())
    }

    @Test func `every frame and fault of the courier's socket is in its page`() throws {
        let page = try Self.page("LocalSockets")
        let faults = try Repository.file("Sources/ControlProtocol/CourierFault+Code.swift").text
            .matches(of: /case \.\w+: "([^"]+)"/).map { String($0.1) }
        #expect(
            page.matches(of: /(?m)^\| \d+ \| `([^`]+)` \|/).map { String($0.1) } == faults
        )
        let frames = try Repository.file("Sources/ControlProtocol/CourierFrame.swift").text
        let kinds = try #require(frames.firstMatch(of: /enum Kind: UInt8 {\n([^}]+)}/)).1
            .matches(of: /case (\w+)/).map { String($0.1) }
        #expect(
            page.matches(of: /(?m)^\| `(\w+)` \| (?:station|courier) \|/).map { String($0.1) }
                == kinds
        )
    }

    @Test func `every route, member and outcome of the desk's port is in its page`() throws {
        let page = try Self.page("DeskRoutes")
        let files = Repository.files(below: "Sources/DeskProtocol")
        func names(_ pattern: Regex<(Substring, Substring)>) -> [String] {
            files.flatMap { file in file.text.matches(of: pattern).map { String($0.1) } }
        }
        let routes = names(/public static let \w+ = "(\/v1\/[^"]+)"/)
        #expect(routes.count > 5)
        for route in routes { #expect(page.contains(route), "\(route) is not in the page") }
        let members = names(/(?m)^    public var (\w+): [^{\n]+$/).filter { $0 != "bytes" }
        #expect(members.count > 20)
        let types = names(/(?m)^public struct (\w+): Hashable, Sendable, Codable {$/)
            .filter { $0 != "Base64Bytes" }
        let outcomes = try #require(
            Repository.file("Sources/DeskProtocol/DeskPost.swift").text
                .firstMatch(of: /enum Outcome: [^{]+{\n([^}]+)}/)
        ).1.matches(of: /case (\w+)(?: = "([^"]+)")?/).map { String($0.2 ?? $0.1) }
        #expect(outcomes.count > 6)
        let missing = (members + types + outcomes).filter { !page.contains("`\($0)`") }
        #expect(missing.isEmpty)
    }
}
