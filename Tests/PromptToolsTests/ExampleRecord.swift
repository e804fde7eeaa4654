import Foundation
import MeldpostCore

/// What the example visit must leave at the desk, as JSON.
enum ExampleRecord {
    static let report = """
        {
            "answers": {
                "codes": {
                    "violence": ["physical", "mental"],
                    "seen-on-body": ["blow-or-kick", "bruises"],
                    "seen-of-control": ["stalking", "called-names"],
                    "structural": ["yes"],
                    "how-often": ["weekly"],
                    "since": ["longer"],
                    "relation": ["former-partner"],
                    "victim-age": ["24-54"],
                    "victim-gender": ["female"],
                    "perpetrator-gender": ["male"],
                    "minors": ["yes"],
                    "children-ages": ["4-12", "13-17"],
                    "children-safe": ["no"],
                    "existing-help": ["yes"],
                    "helper": ["police-or-justice"],
                    "earlier-report": ["no"],
                    "island": ["bonaire"],
                    "anonymity": ["known"]
                },
                "lists": {
                    "violence": "2026-2", "seen-on-body": "2026-2", "seen-of-control": "2026-3",
                    "structural": "2026-2", "how-often": "2026-2", "since": "2026-2",
                    "relation": "2026-2", "victim-age": "2026-2", "victim-gender": "2026-2",
                    "perpetrator-gender": "2026-2", "minors": "2026-2",
                    "children-ages": "2026-2", "children-safe": "2026-2",
                    "existing-help": "2026-2", "helper": "2026-2", "earlier-report": "2026-2",
                    "island": "2026-2", "anonymity": "2026-2"
                },
                "listVersion": "2026-5"
            },
            "place": {"letters": "NORD", "houseNumber": "12", "telephone": "7171234"},
            "childrenCount": 2,
            "dangerNow": "no",
            "reporterClass": "citizen",
            "isReporterUnknown": false,
            "isChildAbuse": true,
            "personsConcerned": [
                {"role": "victim", "ageBand": "24-54", "gender": "female"},
                {"role": "perpetrator", "gender": "male"},
                {"role": "minor", "ageBand": "4-12"},
                {"role": "minor", "ageBand": "13-17"}
            ],
            "specialData": [],
            "isInterrupted": false
        }
        """

    static func source(in language: Language) -> String {
        """
        {
            "relation": "neighbour", "telephone": "7654321", "callSafety": "yes",
            "language": "\(language.rawValue)"
        }
        """
    }

    /// Whether `value` encodes to exactly what `expected` says, in whatever order.
    static func isEqual(_ value: some Encodable, to expected: String) throws -> Bool {
        let encoded = try JSONEncoder().encode(value)
        let left = try JSONSerialization.jsonObject(with: encoded) as? NSDictionary
        let right = try JSONSerialization.jsonObject(with: Data(expected.utf8)) as? NSDictionary
        return left != nil && left == right
    }
}
