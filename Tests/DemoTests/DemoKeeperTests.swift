import Foundation
import ProgramKit
import Testing

@testable import DemoAssembly

@Suite(.timeLimit(.minutes(1))) struct DemoKeeperTests {
    /// Runs the keeper with `bytes` as all that comes through the pipe.
    private func run(_ bytes: [UInt8]) throws {
        let (readEnd, writeEnd) = try Descriptor.pipe()
        Descriptor.write(bytes, to: writeEnd)
        close(writeEnd)
        DemoKeeper.run(input: readEnd, terminal: -1)
        close(readEnd)
    }

    @Test(arguments: [nil, "/tmp/meldpost-demo-1"], [nil, [1, 2, 3] as [UInt8]])
    func `an order reads back`(folder: String?, terminal: [UInt8]?) throws {
        let order = DemoKeeper.Order(folder: folder, terminal: terminal)
        let read = try #require(DemoKeeper.Order(decoding: order.encoded))
        #expect(read == order)
        #expect(!read.isDone)
        #expect(DemoKeeper.Order(decoding: order.encoded + DemoKeeper.done)?.isDone == true)
    }

    @Test func `an order that was cut off is none`() {
        let order = DemoKeeper.Order(folder: "/tmp/x", terminal: [1, 2, 3])
        for count in order.encoded.indices {
            #expect(DemoKeeper.Order(decoding: Array(order.encoded.prefix(count))) == nil)
        }
    }

    @Test func `it removes the folder of a demo that did not, and only then`() throws {
        let base = TemporaryFolder()
        let folder = try DemoFolder.make(in: base.path, process: 1)
        let order = DemoKeeper.Order(folder: folder.path, terminal: nil).encoded
        try run(order + DemoKeeper.done)
        #expect(base.names.count == 1)
        try run(Array(order.dropLast()))
        #expect(base.names.count == 1)
        try run(order)
        #expect(base.names == [])
    }
}
