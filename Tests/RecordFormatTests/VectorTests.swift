import AgeFormat
import Foundation
import MeldpostCore
import RecordFormat
import Testing

/// The formats of today against what was frozen: a station in the field and a record in the archive
/// do not change with the code.
@Suite struct VectorTests {
    private static let sealed = ["sealed-entry-1", "sealed-entry-2"]

    /// Writes the vectors anew, and with them a new version of the formats:
    /// `MELDPOST_FREEZE_VECTORS=1 swift test --filter VectorTests`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["MELDPOST_FREEZE_VECTORS"] != nil))
    func `freeze the vectors`() throws {
        for specimen in Specimen.all {
            try VectorFile.write(specimen.name, specimen.bytes)
        }
        for (name, entry) in zip(Self.sealed, try Self.makeSealedEntries()) {
            try VectorFile.write(name, entry.encoded())
        }
    }

    /// Signatures are not randomised here, so this holds for the signed structures too.
    @Test(arguments: Specimen.all)
    func `what is made today is what was frozen`(specimen: Specimen) throws {
        let frozen = try VectorFile.read(specimen.name)
        #expect(frozen == specimen.bytes)
        #expect(try specimen.rewrite(frozen) == frozen)
        try specimen.verify?(frozen)
    }

    @Test func `every frozen file is tested`() throws {
        #expect(try VectorFile.names == Set(Specimen.all.map(\.name) + Self.sealed))
    }

    /// P10: what was sealed then opens now, in the chain in which it stood.
    @Test func `P10 frozen entries verify, follow each other and open`() throws {
        let entries = try Self.sealed.map { try Entry(decoding: VectorFile.read($0)) }
        for entry in entries {
            try entry.verify(with: Samples.stationKey.publicKey)
        }
        #expect(entries[1].header.follows(entries[0].header))

        let report = try RecordOpener.open(entries[0], identities: [Samples.caseIdentity])
        #expect(report.content == .report(Samples.report))
        #expect(report.told == Samples.told(in: .papiamentu))
        #expect(report.trace == Samples.trace)
        let source = try RecordOpener.openSource(report, identities: [Samples.sourceIdentity])
        #expect(source == Samples.source(in: .papiamentu))

        let drill = try RecordOpener.open(entries[1], identities: [Samples.plainCaseIdentity])
        #expect(drill.content == .drill(DrillContent(number: 1)))
        #expect(try RecordOpener.openSource(drill, identities: []) == nil)
    }

    private static func makeSealedEntries() throws -> [Entry] {
        let report = try RecordSealer.seal(
            Samples.request(
                .report(Samples.report, terms: [.decideOnSteps]),
                source: Samples.source(in: .papiamentu)
            ),
            to: Samples.hybridSet,
            proof: Samples.proof
        )
        let drill = try RecordSealer.seal(
            Samples.request(.drill(DrillContent(number: 1)), scope: Samples.plainSet.scope),
            to: Samples.plainSet,
            proof: Samples.proof
        )
        let first = Samples.header(of: report.body, urgency: .urgent)
        let second = Samples.header(of: drill.body, after: first, urgency: .log)
        return [
            Entry.make(header: first, body: report.body, key: Samples.stationKey),
            Entry.make(header: second, body: drill.body, key: Samples.stationKey),
        ]
    }
}
