internal import MeldpostCore

/// The table of DOMAIN 2.4 for one island: advice and reports by month, from citizens and from
/// organisations.
enum StatisticsText {
    /// The lines, at most 80 characters each.
    ///
    /// - Parameters:
    ///   - island: the island.
    ///   - counts: its counts.
    ///   - isInternal: whether the table stays at the desk, so that nothing is withheld.
    /// - Returns: a head and a line for each month, and one for the period where there are several.
    static func lines(island: Island, counts: ContactCounts, isInternal: Bool) -> [String] {
        let table = sums(of: counts)
        let cells =
            isInternal
            ? table.values.map { SuppressedTable.Cell.shown($0) } : SuppressedTable(table).cells
        var lines = [
            island.words,
            line("", ["advice", "", "", "", "reports", "", "", ""]),
            line(
                "month",
                ["citiz.", "organ.", "unkn.", "all", "citiz.", "organ.", "unkn.", "all"]
            ),
        ]
        let names = counts.months.map(\.text) + (counts.months.count > 1 ? ["period"] : [])
        for (row, name) in names.enumerated() {
            let first = row * width
            lines.append(line(name, cells[first..<first + width].map(\.text)))
        }
        return lines
    }

    /// The words below a table from which counts were withheld.
    static let legend = [
        "<5  fewer than five, perhaps none   -  withheld, because it would give one of these away"
    ].map { String($0.prefix(TextColumns.width)) }

    /// Cells of a row: three advice columns and their sum, three report columns and theirs.
    private static let width = 8

    /// The counts with the sums of each month and of the period.
    static func sums(of counts: ContactCounts) -> SumTable {
        var values = counts.rows.flatMap { row in
            let (advice, reports) = (row[0..<3], row[3..<6])
            return advice + [advice.reduce(0, +)] + reports + [reports.reduce(0, +)]
        }
        var rules: [SumTable.Rule] = []
        let months = counts.months.count
        if months > 1 {
            for column in 0..<width {
                let parts = (0..<months).map { $0 * width + column }
                let total = values.count
                values.append(parts.reduce(0) { $0 + values[$1] })
                rules.append(SumTable.Rule(total: total, parts: parts))
            }
        }
        for first in stride(from: 0, to: values.count, by: width) {
            rules.append(SumTable.Rule(total: first + 3, parts: [first, first + 1, first + 2]))
            rules.append(SumTable.Rule(total: first + 7, parts: [first + 4, first + 5, first + 6]))
        }
        return SumTable(values: values, rules: rules)
    }

    private static func line(_ name: String, _ fields: [String]) -> String {
        TextColumns.line([(name, 8)] + fields.map { ($0, 7) })
    }
}
