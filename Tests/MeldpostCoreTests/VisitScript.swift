import Foundation

@testable import MeldpostCore

/// Scripted visits, and the records that they must make, as JSON.
enum VisitScript {
    /// A neighbour who saw a man hit his former partner, with two children in the house.
    ///
    /// One key after the other: report · a neighbour · physical and mental · a blow, bruises ·
    /// stalking, calling names · again and again, weekly, for longer · the former partner · 24 to
    /// 54, woman, man · children are involved, two · few people: leave it so · 4 to 12, 13 to 17 ·
    /// not safe · somebody helps, the police · not reported before · Bonaire · NORD in letters ·
    /// house 12 · their telephone · the desk may know me, on this number, safely · send.
    static let report =
        "1 22 12# 12# 123# 1 2 4 14 22 1 2 1 2 1 23# 2 1 3# 2 1 "
        + "66_666_777_3# 12# 7171234# 1 7654321# 1 #"

    static let reportRecord = """
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

    static let adviceRecord = """
        {
            "answers": {
                "codes": {
                    "asker": ["professional"], "step": ["step-2"], "motive": ["other"],
                    "violence": ["physical"], "minors": ["unknown"], "structural": ["unknown"],
                    "existing-help": ["unknown"]
                },
                "lists": {
                    "asker": "2026-2", "step": "2026-2", "motive": "2026-2",
                    "violence": "2026-2", "minors": "2026-2", "structural": "2026-2",
                    "existing-help": "2026-2"
                },
                "listVersion": "2026-5"
            },
            "dangerNow": "yes",
            "isInterrupted": false
        }
        """

    static let supportRecord = """
        {
            "answers": {
                "codes": {
                    "reason": ["deterioration"], "shelter": ["violence"], "client-age": ["24-54"]
                },
                "lists": {"reason": "2026-2", "shelter": "2026-2", "client-age": "2026-2"},
                "listVersion": "2026-5"
            },
            "dangerNow": "no",
            "isUrgent": true,
            "isInformationOnly": false,
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

    static func told(in language: Language, by run: VisitRun) -> String {
        """
        {
            "topics": ["procedure", "personal-data", "inspection"],
            "textVersion": "2026-5", "language": "\(language.rawValue)", "means": "spoken",
            "claimedTimeMilliseconds": \(run.context.claimedTime.milliseconds)
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
