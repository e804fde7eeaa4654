/// A table of which small counts are withheld, and so much more that sums do not give them away.
///
/// A count below five is shown as `<5` (R77). A reader who adds up all that is shown, and who knows
/// what the marks mean, must not be able to say more of such a count than "0 to 4":
///
/// - A sum of which every part is small is never shown, whatever it is.
/// - What the other sums tell is found by narrowing each withheld cell from the others until nothing
///   changes; wherever a small count is narrowed at all, the smallest shown cell of that sum is
///   withheld, too, and it begins anew. In the worst case nothing is left, and nothing is told.
struct SuppressedTable: Hashable, Sendable {
    /// What is shown in place of a count.
    enum Cell: Hashable, Sendable {
        /// The count.
        case shown(Int)
        /// A count below five.
        case small
        /// A count from five that would give a small one away.
        case withheld
        /// A sum of small counts.
        case sumOfSmall

        /// At most seven characters for any count we can have.
        var text: String {
            switch self {
            case .shown(let count): "\(count)"
            case .small: "<5"
            case .withheld, .sumOfSmall: "-"
            }
        }

        /// What a reader knows of the cell before adding anything up.
        fileprivate var bounds: ClosedRange<Int> {
            switch self {
            case .shown(let count): count...count
            case .small: SuppressedTable.smallCounts
            case .withheld: SuppressedTable.limit...SuppressedTable.ceiling
            case .sumOfSmall: 0...SuppressedTable.ceiling
            }
        }

        fileprivate var isShown: Bool {
            if case .shown = self { true } else { false }
        }
    }

    /// Counts below this are small.
    static let limit = 5

    private static let smallCounts = 0...(limit - 1)

    /// No count comes near it.
    private static let ceiling = 1_000_000_000

    /// The cells, numbered as in the table of sums.
    let cells: [Cell]

    /// Withholds what must be withheld.
    init(_ table: SumTable) {
        var cells = table.values.map { $0 < Self.limit ? Cell.small : .shown($0) }
        Self.hideSums(&cells, table.rules)
        while let rule = Self.telltale(cells, table.rules) {
            let smallest = rule.members.filter { cells[$0].isShown }
                .min { table.values[$0] < table.values[$1] }
            guard let smallest else {
                cells = cells.map { _ in .sumOfSmall }
                break
            }
            cells[smallest] = .withheld
        }
        self.cells = cells
    }

    /// Withholds the sums of small counts, and the sums of such sums.
    private static func hideSums(_ cells: inout [Cell], _ rules: [SumTable.Rule]) {
        var isChanged = true
        while isChanged {
            isChanged = false
            for rule in rules where cells[rule.total] != .sumOfSmall {
                let isHidden = rule.parts.allSatisfy { part in
                    cells[part] == .small || cells[part] == .sumOfSmall
                }
                guard isHidden else { continue }
                cells[rule.total] = .sumOfSmall
                isChanged = true
            }
        }
    }

    /// A sum that tells more of a small count than that it is small, and of which something can
    /// still be withheld; else one that is near it.
    private static func telltale(_ cells: [Cell], _ rules: [SumTable.Rule]) -> SumTable.Rule? {
        var bounds = cells.map(\.bounds)
        var isChanged = true
        while isChanged {
            isChanged = false
            for rule in rules {
                let before = rule.members.map { bounds[$0] }
                narrow(&bounds, by: rule)
                guard rule.members.map({ bounds[$0] }) != before else { continue }
                isChanged = true
                let tells = rule.members.contains { member in
                    cells[member] == .small && bounds[member] != smallCounts
                }
                if tells { return nearest(to: rule, cells, rules) }
            }
        }
        return nil
    }

    /// The rule itself, or where nothing of it is shown, one that shares a cell with it.
    private static func nearest(
        to rule: SumTable.Rule,
        _ cells: [Cell],
        _ rules: [SumTable.Rule]
    ) -> SumTable.Rule {
        func hasShown(_ rule: SumTable.Rule) -> Bool {
            rule.members.contains { cells[$0].isShown }
        }
        if hasShown(rule) { return rule }
        let members = Set(rule.members)
        return rules.first { hasShown($0) && !members.isDisjoint(with: $0.members) }
            ?? rules.first(where: hasShown) ?? rule
    }

    /// Narrows the members of a sum by what is known of the others.
    private static func narrow(_ bounds: inout [ClosedRange<Int>], by rule: SumTable.Rule) {
        let low = rule.parts.reduce(0) { $0 + bounds[$1].lowerBound }
        let high = rule.parts.reduce(0) { $0 + bounds[$1].upperBound }
        bounds[rule.total] = bounds[rule.total].clamped(to: min(low, ceiling)...min(high, ceiling))
        let total = bounds[rule.total]
        for part in rule.parts {
            let least = max(0, total.lowerBound - (high - bounds[part].upperBound))
            let most = max(least, total.upperBound - (low - bounds[part].lowerBound))
            bounds[part] = bounds[part].clamped(to: least...most)
        }
    }
}
