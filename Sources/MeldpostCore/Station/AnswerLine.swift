/// The journal's answers to the records of visits, kept in the order of the submissions.
///
/// A visit is told only the answer to its own record: nothing is ever called stored because an
/// earlier record was (P1).
struct AnswerLine: Hashable, Sendable {
    private struct Item: Hashable, Sendable {
        var ticket: UInt64
        var answer: VisitInput?
    }

    private var items: [Item] = []

    /// A record was handed to the journal.
    mutating func expect(_ ticket: UInt64) {
        items.append(Item(ticket: ticket, answer: nil))
    }

    /// The journal answered; the answers that are in turn now.
    mutating func take(_ answer: VisitInput, for ticket: UInt64) -> [VisitInput] {
        guard let place = items.firstIndex(where: { $0.ticket == ticket }) else { return [] }
        items[place].answer = answer
        var answers: [VisitInput] = []
        while let first = items.first, let answer = first.answer {
            items.removeFirst()
            answers.append(answer)
        }
        return answers
    }
}
