import Foundation
import MeldpostCore
import ProgramKit
import StrictConfiguration
import Testing

@testable import StationAssembly

/// The file of the rota: strict, and never in the way of the panic button.
@Suite struct RotaFileTests {
    private func rota(_ text: String) throws -> Rota {
        let file = try ConfigurationFile(path: "/rota.toml", bytes: Array(text.utf8))
        return try RotaFile.rota(of: .saba, in: file)
    }

    private func shift(_ from: String, _ until: String, _ worker: String = "100") -> String {
        "[[shift]]\nfrom = \"\(from)\"\nuntil = \"\(until)\"\nworker = \(worker)\n"
    }

    @Test func `a shift is read in the time of the islands`() throws {
        let text = "island = \"saba\"\n" + shift("2026-12-31 20", "2027-01-01 08", "207")
        let shifts = try rota(text).shifts
        // 2027-01-01 00:00 UTC is 20:00 of the day before on the islands.
        let from = UnixHour(rawValue: UInt32(1_798_761_600 / 3_600))
        #expect(shifts.map(\.from) == [from])
        #expect(shifts.map(\.until) == [UnixHour(rawValue: from.rawValue + 12)])
        #expect(shifts.map(\.worker) == [207])
        #expect(try rota("island = \"saba\"\n").shifts.isEmpty)
    }

    @Test(
        arguments: [
            ("", "island"), ("island = \"bonaire\"\n", "island"),
            ("island = \"saba\"\nname = 1\n", "name"),
            ("island = \"saba\"\n[[shift]]\nworker = 100\n", "shift[1].from"),
        ]
    )
    func `another island, an unknown key and a missing one are refused`(text: String, key: String) {
        #expect {
            try rota(text)
        } throws: { error in
            (error as? ConfigurationRefusal)?.key == key
        }
    }

    @Test(
        arguments: [
            ("2026-02-29 08", "2026-03-01 08", "100", "shift[2].from"),
            ("2026-12-01 24", "2026-12-02 08", "100", "shift[2].from"),
            ("2026-12-01T08", "2026-12-02 08", "100", "shift[2].from"),
            ("2026-12-01 08 ", "2026-12-02 08", "100", "shift[2].from"),
            ("2026-12-01 08", "tomorrow", "100", "shift[2].until"),
            ("2026-12-01 08", "2026-12-01 16", "99", "shift[2].worker"),
            ("2026-12-01 08", "2026-12-01 08", "100", "shift[2]"),
            ("2026-11-30 12", "2026-12-01 16", "100", "shift[2], shift[1]"),
        ]
    )
    func `a shift that cannot be is refused with its number`(
        from: String,
        until: String,
        worker: String,
        key: String
    ) {
        let first = shift("2026-11-30 08", "2026-11-30 16")
        let text = "island = \"saba\"\n" + first + shift(from, until, worker)
        #expect {
            try rota(text)
        } throws: { error in
            (error as? ConfigurationRefusal)?.key == key
        }
    }

    @Test func `a broken rota counts as empty, and the station starts`() throws {
        let folder = TemporaryFolder()
        let path = folder.write("island = \"saba\"\nshift = 1\n", to: "rota.toml")
        func taken(_ text: String) throws -> (Rota?, ConfigurationRefusal?) {
            let file = try ConfigurationFile(path: "/station.toml", bytes: Array(text.utf8))
            var refusal: ConfigurationRefusal?
            let content = try file.decode(StationFile.self)
            let rota = try StationSettings.rota(content, .saba, file) { refusal = $0 }
            return (rota, refusal)
        }
        let broken = try taken("[desk]\nrota = \"\(path)\"\n")
        #expect(broken.0 == .empty && broken.1 != nil)
        let missing = try taken("[desk]\nrota = \"/nowhere/rota.toml\"\n")
        #expect(missing.0 == .empty && missing.1 != nil)
        let none = try taken("[desk]\n")
        #expect(none.0 == nil && none.1 == nil)
        #expect(throws: ConfigurationRefusal.self) { try taken("[desk]\nrota = \"rota.toml\"\n") }
    }
}
