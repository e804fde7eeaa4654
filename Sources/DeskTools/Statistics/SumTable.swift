/// Counts with their sums, and the rules that bind them: what a reader of the table can add up.
///
/// Cells are numbered. Each rule says that one cell is the sum of others; a cell may stand in
/// several rules (a month's total is in the sum of its row and in that of its column).
struct SumTable: Hashable, Sendable {
    /// One cell is the sum of others.
    struct Rule: Hashable, Sendable {
        var total: Int
        var parts: [Int]

        var members: [Int] { [total] + parts }
    }

    /// The counts.
    var values: [Int]
    /// The rules.
    var rules: [Rule]
}
