/// How digits that are said one by one are grouped.
///
/// | digits | groups |
/// | --- | --- |
/// | 1 to 4 | one |
/// | 5 | 2, 3 |
/// | 6 | 3, 3 |
/// | 7 | 3, 4: a number of the islands |
/// | 10 | 3, 3, 4: the same with its area code |
/// | others | fours from the end: a receipt code of 16 has four |
///
/// Source: ITU-T E.123 leaves the grouping to the country; numbers in the Caribbean Netherlands have
/// seven digits and are written in three and four.
enum DigitGroups {
    /// The positions at which a group begins in a run of `count` digits.
    static func starts(inRunOf count: Int) -> Set<Int> {
        let lengths: [Int] =
            switch count {
            case ...4: [count]
            case 5: [2, 3]
            case 6: [3, 3]
            case 7: [3, 4]
            case 10: [3, 3, 4]
            default:
                (count % 4 == 0 ? [] : [count % 4]) + Array(repeating: 4, count: count / 4)
            }
        var starts: Set<Int> = []
        var position = 0
        for length in lengths {
            starts.insert(position)
            position += length
        }
        return starts
    }
}
