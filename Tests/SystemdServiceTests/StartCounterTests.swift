import Foundation
import ProgramKit
import SystemdService
import Testing

/// The count of starts in a row, which decides on safe mode.
@Suite struct StartCounterTests {
    private let base = TemporaryFolder()
    private var folder: String { base.path }

    private func makeCounter(_ value: String? = nil) -> StartCounter? {
        StartCounter(environment: { ["RUNTIME_DIRECTORY": value ?? folder][$0] })
    }

    /// Broken once: a count that was not written back stayed at one.
    @Test func `F62 each start counts one more, until they are forgotten`() throws {
        for start in 1...12 {
            #expect(try #require(makeCounter()).countStart() == start)
        }
        try #require(makeCounter()).write(9)
        #expect(try #require(makeCounter("\(folder):/other")).countStart() == 10)
        try #require(makeCounter()).forget()
        #expect(try #require(makeCounter()).countStart() == 1)
    }

    @Test(arguments: ["", "7", "x\n", "-3\n", "99999\n", "1000\n", "\n", "7 \n", "\u{0}\n"])
    func `a count that nobody of us wrote is none`(text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/starts"))
        #expect(try #require(makeCounter()).countStart() == 1)
        #expect(try #require(makeCounter()).countStart() == 2)
    }

    @Test func `F63 a directory in which nothing can be written holds nothing back`() throws {
        let counter = try #require(makeCounter("\(folder)/none"))
        #expect(counter.countStart() == 1)
        #expect(counter.countStart() == 1)
        counter.forget()
        // What lies there as something else is not followed and not waited for.
        mkfifo("\(folder)/starts", 0o600)
        #expect(try #require(makeCounter()).countStart() == 1)
    }

    @Test func `without systemd nothing is counted`() {
        #expect(StartCounter(environment: { _ in nil }) == nil)
        #expect(makeCounter("") == nil)
        #expect(makeCounter("relative") == nil)
    }
}
