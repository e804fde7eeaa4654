import DeviceThreads
import Foundation
import MeldpostCore
import ProgramKit
import Testing

@testable import StationAssembly

/// What is found out about a disk.
@Suite(.timeLimit(.minutes(1))) struct DiskProbeTests {
    private let base = TemporaryFolder()
    private var folder: String { base.path }

    /// Looks once and ends, unless it is ended before.
    private func look(at directory: String, cancels: Bool = false) -> DiskFacts? {
        let inputs = Mailbox<LoopInput>(capacities: LoopLane.allCases.map(\.capacity))
        let probe = DiskProbe(directory: directory, answers: inputs)
        let thread = DedicatedThread(name: "probe") { probe.run() }
        #expect(probe.look(measuresWrites: true))
        if cancels { probe.cancel() }
        let answer = inputs.take(patience: .seconds(cancels ? 3 : 40))
        probe.close()
        thread.join()
        guard case .element(.stimulus(.diskProbed(let facts))) = answer else { return nil }
        return facts
    }

    @Test func `room and times are found, and no file is left`() throws {
        let facts = try #require(look(at: folder))
        #expect(try #require(facts.freeBytes) > 0)
        #expect(!facts.isReadOnly)
        #expect(facts.writes?.count == DiskProbe.writes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    /// Broken once: without a look at what comes in between two writes.
    @Test func `P6 it stops between two writes when nobody wants it any more`() {
        #expect(look(at: folder, cancels: true) == nil)
    }

    @Test func `a directory that is not there is said to be unknown`() throws {
        let facts = try #require(look(at: folder + "/none"))
        #expect(facts == DiskFacts())
    }

    private func block(_ files: [String: String]) throws -> String {
        for (name, text) in files {
            let path = URL(filePath: folder).appending(path: name)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: path)
        }
        return folder
    }

    @Test func `the wear of an eMMC is read, through a partition and a mapped device`() throws {
        let disk = try block([
            "mmc/device/life_time": "0x02 0x05\n", "mmc/device/pre_eol_info": "0x01\n",
            "mmc/part/partition": "1\n", "mapped/slaves/part": "",
        ])
        let whole = DiskWear(block: disk + "/mmc")
        #expect(whole.percent == 50 && !whole.isSpareLow)
        #expect(DiskWear(block: disk + "/mmc/part") == whole)
        try FileManager.default.removeItem(atPath: disk + "/mapped/slaves/part")
        try FileManager.default.createSymbolicLink(
            atPath: disk + "/mapped/slaves/part",
            withDestinationPath: disk + "/mmc/part"
        )
        #expect(DiskWear(block: disk + "/mapped") == whole)
    }

    @Test(arguments: [
        ("", nil), ("0x00 0x00\n", nil), ("0x0b 0x01", 110), ("junk", nil), ("0xff", nil),
        ("0x01 \u{1b}[2J", 10),
    ])
    func `what a disk says of its wear is taken only where it means something`(
        text: String,
        percent: Int?
    ) throws {
        let disk = try block(["mmc/device/life_time": text, "mmc/device/pre_eol_info": "0x03"])
        let wear = DiskWear(block: disk + "/mmc")
        #expect(wear.percent == percent)
        #expect(wear.isSpareLow)
    }

    @Test func `a disk that tells nothing is not said to be worn`() throws {
        let wear = DiskWear(block: folder + "/none")
        #expect(wear.percent == nil && !wear.isSpareLow)
    }
}
