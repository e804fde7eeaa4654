internal import MeldpostCore

/// A whole report, as a calm visitor keys it: the visit that is told to people.
///
/// A neighbour saw a man hit his former partner, with two children in the house. Nothing in it is a
/// real answer.
enum ExampleVisit {
    /// The keys, a text for each question; `_` waits until a letter is taken.
    static func keys(in language: Language) -> [String] {
        let place = Language.allCases.firstIndex(of: language) ?? 0
        return ["\(place + 1)", "2"] + answers
    }

    private static let answers = [
        // A report, by a neighbour.
        "1", "22",
        // Physical and mental violence; a blow and bruises; stalking and calling names.
        "12#", "12#", "123#",
        // Again and again, weekly, for longer than a year.
        "1", "2", "4",
        // The former partner; 24 to 54 years, a woman, a man.
        "14", "22", "1", "2",
        // Two children. The answers point to few people: they stay as they are. Their ages; unsafe.
        "1", "2", "1", "23#", "2",
        // The police helps; not reported before; Bonaire.
        "1", "3#", "2", "1",
        // NORD, house 12, their telephone.
        "66_666_777_3#", "12#", "7171234#",
        // The desk may know the neighbour, on this number, safely; send.
        "1", "7654321#", "1", "#",
    ]
}
