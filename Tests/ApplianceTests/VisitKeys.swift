import Foundation

/// A whole report as it is keyed, from the language to the end.
enum VisitKeys {
    /// The keys; `.` waits until a `#` is an answer, and no confirmation of the digit before it.
    ///
    /// English; nobody in danger; a report by a neighbour of violence in a home; telephone and
    /// address left out but for a house number; sent.
    static let report = "32.###1221#1#12414.###3.##2.##12##2.#"

    /// Where a key stands on the keypad.
    static func place(of key: Character) -> (row: Int, column: Int)? {
        for (row, keys) in ["123", "456", "789", "*0#"].enumerated() {
            if let column = keys.firstIndex(of: key) {
                return (row, keys.distance(from: keys.startIndex, to: column))
            }
        }
        return nil
    }
}
