import AgeFormat
import Foundation
import MeldpostCore
import Testing

@testable import RecordFormat

/// The specification says what the code does.
@Suite struct FormatsDocumentTests {
    private static let document: String = {
        let file = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Meldpost.docc/Formats.md")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }()

    @Test func `the table of sealed sizes is the one of the code`() {
        let table = Self.sealedSizes()
        #expect(Self.document.contains(table) as Bool, "The table must be:\n\(table)")
    }

    @Test func `the table of sources is the one of the code`() {
        let table = Self.sourceSizes()
        #expect(Self.document.contains(table) as Bool, "The table must be:\n\(table)")
    }

    @Test func `the sizes in the text are the ones of the code`() throws {
        for sentence in [
            "A header has \(EntryHeader.length) bytes.",
            "A panic signal has \(PanicSignal.length) bytes.",
            "A piece has 1 to \(UpCell.pieceCapacity) bytes.",
            "A delivery has 1 to \(DownCell.deliveryCapacity) bytes.",
            "opaque body<0..\(Statement.bodyLimit)>;",
            "filled with spaces to \(SourceBlock.plaintextLength.grouped) bytes",
            "data<1..\(UpCell.pieceCapacity)>;",
            "data<1..\(DownCell.deliveryCapacity)>;",
        ] {
            #expect(Self.document.contains(sentence) as Bool, "\(sentence)")
        }
    }

    @Test func `every number and name on the wire is in the text`() {
        for domain in SignatureDomain.allCases {
            #expect(Self.document.contains("`\(domain.rawValue)`"))
        }
        for kind in StatementKind.allCases {
            #expect(Self.document.contains("| \(kind.rawValue) | `\(kind)` | \(kind.signer) |"))
        }
        for kind in RecordKind.allCases {
            let length = PaddingClass.of(kind).length / 1_024
            #expect(Self.document.contains("| `\(kind.rawValue)` | \(length) KiB |"))
        }
        for step in StepCode.allCases {
            #expect(Self.document.contains("| \(step.rawValue) | `\(step.code.rawValue)` |"))
        }
        for verdict in DownCell.Verdict.allCases {
            #expect(Self.document.contains("\(verdict)(\(verdict.rawValue))"))
        }
        for urgency in Urgency.allCases {
            #expect(Self.document.contains("\(urgency)(\(urgency.rawValue))"))
        }
        for state in PanicState.allCases {
            #expect(Self.document.contains("\(state)(\(state.rawValue))"))
        }
        for island in Island.allCases {
            #expect(Self.document.contains("\(island)(\(island.rawValue))"))
        }
        for chapter in Chapter.allCases {
            #expect(Self.document.contains("\(chapter)(\(chapter.rawValue))"))
        }
        for term in LegalTerm.allCases {
            #expect(Self.document.contains("\(term)(\(term.rawValue))"))
        }
    }

    @Test func `a sealed record has the size of the table`() throws {
        let sealed = try RecordSealer.seal(
            Samples.request(Samples.contents[1]),
            to: Samples.hybridSet,
            proof: Samples.proof
        )
        let entry = Entry.make(
            header: Samples.header(of: sealed.body),
            body: sealed.body,
            key: Samples.stationKey
        )
        #expect(
            Self.row(.visit, isHybrid: true, count: 1).contains("\(sealed.body.count.grouped)")
        )
        #expect(
            Self.row(.visit, isHybrid: true, count: 1)
                .contains("\(entry.encoded().count.grouped)")
        )
    }

    private static func recipients(isHybrid: Bool, count: Int) -> [AgeRecipient] {
        [AgeRecipient](
            repeating: isHybrid
                ? Samples.caseIdentity.recipient : Samples.plainCaseIdentity.recipient,
            count: count
        )
    }

    private static func row(_ paddingClass: PaddingClass, isHybrid: Bool, count: Int) -> String {
        let length = AgeFile.sealedLength(
            plaintextLength: paddingClass.length,
            recipients: recipients(isHybrid: isHybrid, count: count)
        )
        let entry = Entry.bodyOffset + length
        let cells = (entry + UpCell.pieceCapacity - 1) / UpCell.pieceCapacity
        let columns = [
            "\(paddingClass.length / 1_024) KiB", isHybrid ? "hybrid" : "X25519", "\(count)",
            length.grouped, entry.grouped, "\(cells)",
        ]
        return "| " + columns.joined(separator: " | ") + " |"
    }

    private static func sealedSizes() -> String {
        var lines = [
            "| Padding | Recipients | Number | Body | Entry | Cells |",
            "|---|---|---|---|---|---|",
        ]
        for paddingClass in PaddingClass.allCases {
            for isHybrid in [true, false] {
                for count in RecipientSet.caseCount {
                    lines.append(row(paddingClass, isHybrid: isHybrid, count: count))
                }
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func sourceSizes() -> String {
        var lines = ["| Recipients | Number | Source file | As base64 |", "|---|---|---|---|"]
        for isHybrid in [true, false] {
            for count in RecipientSet.sourceCount {
                let length = AgeFile.sealedLength(
                    plaintextLength: SourceBlock.plaintextLength,
                    recipients: recipients(isHybrid: isHybrid, count: count)
                )
                let columns = [
                    isHybrid ? "hybrid" : "X25519", "\(count)", length.grouped,
                    ((length + 2) / 3 * 4).grouped,
                ]
                lines.append("| " + columns.joined(separator: " | ") + " |")
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension Int {
    /// The digits in groups of three, whatever the locale of the machine.
    fileprivate var grouped: String { formatted(.number.locale(Locale(identifier: "en_US"))) }
}
