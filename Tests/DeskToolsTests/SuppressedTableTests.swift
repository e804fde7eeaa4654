import MeldpostCore
import Testing

@testable import DeskTools

@Suite struct SuppressedTableTests {
    /// Two months of two groups, with the sums of both ways.
    ///
    /// Cell `row * 3 + column`; column 2 is the sum of the row, row 2 the sum of the months.
    private static func table(_ parts: [Int]) -> SumTable {
        SumTable(
            values: values(parts),
            rules: (0..<3).map { SumTable.Rule(total: $0 * 3 + 2, parts: [$0 * 3, $0 * 3 + 1]) }
                + (0..<3).map { SumTable.Rule(total: 6 + $0, parts: [$0, 3 + $0]) }
        )
    }

    /// The nine cells for the four counts.
    private static func values(_ parts: [Int]) -> [Int] {
        let (a, b, c, d) = (parts[0], parts[1], parts[2], parts[3])
        return [a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d]
    }

    private static func fits(_ value: Int, _ cell: SuppressedTable.Cell) -> Bool {
        switch cell {
        case .shown(let count): value == count
        case .small: value < 5
        case .withheld: value >= 5
        case .sumOfSmall: true
        }
    }

    /// For each cell a bit for each value below five that it can have, as a reader sees it who tries
    /// every table; no withheld count of these tables is above twelve, so twenty are enough to try.
    private static func possible(_ cells: [SuppressedTable.Cell]) -> [UInt8] {
        let choices = [0, 1, 3, 4].map { place in (0...20).filter { fits($0, cells[place]) } }
        var bits = [UInt8](repeating: 0, count: 9)
        for a in choices[0] {
            for b in choices[1] where fits(a + b, cells[2]) {
                for c in choices[2] where fits(a + c, cells[6]) {
                    for d in choices[3] where fits(c + d, cells[5]) && fits(b + d, cells[7]) {
                        guard fits(a + b + c + d, cells[8]) else { continue }
                        for (place, value) in values([a, b, c, d]).enumerated() where value < 5 {
                            bits[place] |= 1 << value
                        }
                    }
                }
            }
        }
        return bits
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `R77 a reader who tries every table learns of a small count only that it is below five`(
        seed: UInt64
    ) {
        var random = SeededGenerator(state: seed)
        let parts = (0..<4).map { _ in
            Int.random(in: 0...(Bool.random(using: &random) ? 4 : 12), using: &random)
        }
        let table = Self.table(parts)
        let cells = SuppressedTable(table).cells
        let possible = Self.possible(cells)
        for (place, cell) in cells.enumerated() {
            switch cell {
            case .shown(let count): #expect(count == table.values[place] && count >= 5)
            case .small: #expect(possible[place] == 0b1_1111, "\(parts)")
            case .withheld: #expect(table.values[place] >= 5)
            case .sumOfSmall: break
            }
        }
    }

    @Test func `R77 a sum does not give a single small count away`() {
        let table = SumTable(
            values: [9, 8, 3, 20],
            rules: [SumTable.Rule(total: 3, parts: [0, 1, 2])]
        )
        let cells = SuppressedTable(table).cells
        #expect(cells == [.shown(9), .withheld, .small, .shown(20)])
    }

    @Test func `R77 two small counts with a telling sum lose the sum`() {
        let table = SumTable(
            values: [4, 4, 8],
            rules: [SumTable.Rule(total: 2, parts: [0, 1])]
        )
        #expect(SuppressedTable(table).cells.map(\.text) == ["<5", "<5", "-"])
    }

    @Test func `counts from five are all shown`() {
        let table = Self.table([5, 6, 8, 9])
        #expect(SuppressedTable(table).cells == table.values.map { .shown($0) })
    }

    @Test func `the table of an island sums by month and by group`() {
        let first = IslandMonth(year: 2025, month: 12)
        var counts = ContactCounts(from: first, to: IslandMonth(year: 2026, month: 2))
        let hour = UnixHour(rawValue: 491_000)  // 2026-01-05
        for asker in ["citizen", "professional", "citizen", "else"] {
            let answers = CodedAnswers<AdviceField>(
                codes: [.asker: [Code(rawValue: asker)]],
                listVersion: "1"
            )
            counts.count(
                .adviceRequest(AdviceContent(answers: answers, dangerNow: .no)),
                hour: hour
            )
        }
        let lines = StatisticsText.lines(island: .saba, counts: counts, isInternal: true)
        #expect(lines[0] == "Saba")
        let rows = lines.dropFirst(3).map { $0.split(separator: " ").map(String.init) }
        #expect(
            rows == [
                ["2025-12", "0", "0", "0", "0", "0", "0", "0", "0"],
                ["2026-01", "2", "1", "1", "4", "0", "0", "0", "0"],
                ["2026-02", "0", "0", "0", "0", "0", "0", "0", "0"],
                ["period", "2", "1", "1", "4", "0", "0", "0", "0"],
            ]
        )
    }

    @Test func `a month is that of the islands, four hours behind UTC`() {
        // 2026-01-01 03:00 UTC is 23:00 of the day before.
        #expect(IslandMonth(UnixHour(rawValue: 490_899)).text == "2025-12")
        #expect(IslandMonth(UnixHour(rawValue: 490_900)).text == "2026-01")
        #expect(
            IslandTime(UnixTime(milliseconds: 951_868_800_000)).minuteText == "2000-02-29 20:00"
        )
        #expect(
            IslandMonth("2026-1") == nil && IslandMonth("2026-00") == nil && IslandMonth("x") == nil
        )
    }
}

/// SplitMix64: the same numbers for the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
