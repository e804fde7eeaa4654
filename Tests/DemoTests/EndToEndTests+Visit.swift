import Foundation
import ProgramKit
import Testing

/// The visit that is keyed in the whole of Meldpost, and what must be found of it, and where not.
extension EndToEndTests {
    /// What is answered, with the words that the voice says before it and the keys.
    ///
    /// The first `#` after a digit that was taken at once only confirms it, so there are two.
    static let visit: [(words: String, keys: String)] = [
        ("English", "3"),
        ("in danger at this moment", "2"),
        ("skip a part", "##"),
        ("kept for ten years", "#"),
        ("right to see", "#"),
        ("What would you like", "1"),
        ("fits you best", "2"),
        ("I am a neighbour", "2"),
        ("What is happening?", "1#"),
        ("see or hear of physical violence", "1#"),
        ("again and again", "1"),
        ("How often does it", "2"),
        ("Since when does it", "4"),
        ("Who does it", "1"),
        ("The registered partner", "4"),
        ("How old is the person", "##"),
        ("Is it a woman or a man", "#"),
        ("And the one who does it", "#"),
        ("Are children involved", "3"),
        ("responsible for a child", "##"),
        ("organisation already help", "#"),
        ("reported to the desk before", "2"),
        ("On which island", "##"),
        ("spell the neighbourhood", "#"),
        ("Which house number", "12#"),
        ("telephone number of these", "#"),
        ("May the desk know", "2"),
        ("To send everything", "##"),
    ]

    /// What the desk must show of it: exactly this.
    static let answers = [
        "danger now": "no",
        "violence": "physical",
        "seen on body": "blow or kick",
        "relation": "former partner",
        "minors": "unknown",
        "structural": "yes",
        "how often": "weekly",
        "earlier report": "no",
        "house number": "12",
        "anonymity": "unknown",
        "reporter counts as": "citizen, to be confirmed",
    ]

    /// Answers as they stand in a record, in forms that occur in no configuration and no log line.
    static let canaries = [
        #""violence":["physical"]"#, #""relation":["former-partner"]"#, #""houseNumber":"12""#,
        "blow-or-kick", #""danger"#,
    ].map { Array($0.utf8) }

    /// Keys the visit to its end.
    ///
    /// Of `##` the second is only typed where the first did nothing but confirm a digit; on a slow
    /// machine it may come too late for that.
    func keyVisit(on terminal: PseudoTerminal) throws {
        try Self.key(Self.visit, on: terminal)
    }

    /// Lifts nothing and keys `visit`, from its first words to the ones that tell that it is stored.
    static func key(
        _ visit: [(words: String, keys: String)],
        on terminal: PseudoTerminal
    ) throws {
        let coming = visit.dropFirst().map(\.words) + ["It is stored and sealed"]
        for (step, next) in zip(visit, coming) {
            try #require(terminal.wait { $0.text.contains(step.words) }, "\(step.words)")
            guard step.keys == "##" else {
                terminal.type(step.keys)
                continue
            }
            terminal.type("#")
            if !terminal.wait(.seconds(2), until: { $0.text.contains(next) }) {
                terminal.type("#")
            }
        }
    }
}
