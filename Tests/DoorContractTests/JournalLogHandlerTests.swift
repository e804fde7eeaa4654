import Foundation
import JournalLogging
import Logging
import Testing

@Suite struct JournalLogHandlerTests {
    /// What a person could have keyed: it must never come out.
    private let canary = "0612345678"

    private struct CanaryError: Error {
        var words: String
    }

    /// Gives what `body` logs.
    private func output(level: Logger.Level = .trace, _ body: (Logger) -> Void) -> String {
        var ends: [Int32] = [0, 0]
        precondition(pipe(&ends) == 0)
        let modules = JournalLogHandler.modules.union(["DoorContractTests"])
        body(
            Logger(
                label: "test",
                factory: { _ in
                    JournalLogHandler(level: level, descriptor: ends[1], modules: modules)
                }
            )
        )
        close(ends[1])
        let data = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile()
        return String(decoding: data, as: UTF8.self)
    }

    @Test func `a marked value is shown`() {
        let text = output { $0.warning("condition raised", metadata: ["queue": "\(public: 5)"]) }
        #expect(text == "<4>condition raised queue=5\n")
    }

    @Test func `two marked values are shown in the order of their keys`() {
        let text = output { log in
            log.notice("started", metadata: ["b": "\(public: "x y")", "a": "\(public: true)"])
        }
        #expect(text == "<5>started a=true b=\"x y\"\n")
    }

    @Test func `a value without the mark is not shown, whatever its form`() {
        let canary = canary
        let values: [Logger.MetadataValue] = [
            "\(canary)", .string(canary), .stringConvertible(canary), .array(["\(canary)"]),
            .dictionary(["k": "\(canary)"]), .array(["\(public: canary)"]),
        ]
        for value in values {
            let text = output { $0.error("given up", metadata: ["value": value]) }
            #expect(text == "<3>given up value=<redacted>\n")
        }
    }

    @Test func `a marked part does not carry an unmarked one with it`() {
        let canary = canary
        let values: [Logger.MetadataValue] = [
            "\(public: 1)\(canary)", "\(canary)\(public: 1)", "\(public: 1) of \(canary)",
            "\(canary, attributes: { _ in })\(public: 1)",
        ]
        for value in values {
            let text = output { $0.error("given up", metadata: ["value": value]) }
            #expect(text == "<3>given up value=<redacted>\n")
        }
    }

    @Test func `the error of an event is not shown`() {
        let canary = canary
        let text = output { log in
            log.error("given up", error: CanaryError(words: canary))
        }
        #expect(text == "<3>given up\n")
    }

    @Test func `the text of another module is not shown`() {
        let canary = canary
        let text = output { $0.error("bad \(canary)", source: "NIOSSL") }
        #expect(text == "<3><redacted> log.source=NIOSSL\n")
    }

    @Test func `values of the logger itself are treated alike`() {
        let canary = canary
        let text = output { log in
            var log = log
            log[metadataKey: "secret"] = "\(canary)"
            log[metadataKey: "lane"] = "\(public: "pace")"
            log.info("attached")
        }
        #expect(text == "<6>attached lane=pace secret=<redacted>\n")
    }

    @Test(arguments: [
        (Logger.Level.critical, 2), (.error, 3), (.warning, 4), (.notice, 5), (.info, 6),
        (.debug, 7),
    ])
    func `each level has its priority`(level: Logger.Level, priority: Int) {
        #expect(output { $0.log(level: level, "text") } == "<\(priority)>text\n")
    }

    @Test func `a line below the level is not written`() {
        #expect(output(level: .warning) { $0.notice("started") }.isEmpty)
    }

    @Test func `F36 a value cannot break the line or move a cursor`() {
        let text = output { log in
            log.info("attached", metadata: ["a\nb": "\(public: "x\n<0>y\u{1B}[2J\u{9B}")"])
        }
        #expect(text == "<6>attached a?b=x?<0>y?[2J?\n")
    }

    @Test func `a line has a bound`() {
        let long = String(repeating: "x", count: 100_000)
        let text = output { $0.info("attached", metadata: ["a": "\(public: long)"]) }
        #expect(text.utf8.count < 300)
    }

    @Test func `a log that nobody reads holds nobody up, and says what is missing`() {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let descriptor = ends[1]
        let log = Logger(
            label: "test",
            factory: { _ in
                JournalLogHandler(
                    level: .info,
                    descriptor: descriptor,
                    modules: ["DoorContractTests"]
                )
            }
        )
        let long = String(repeating: "x", count: 190)
        for _ in 0..<5_000 { log.info("attached", metadata: ["a": "\(public: long)"]) }
        var taken = [UInt8](repeating: 0, count: 1_048_576)
        #expect(read(ends[0], &taken, taken.count) > 0)
        log.info("attached")
        let count = read(ends[0], &taken, taken.count)
        let text = String(decoding: taken.prefix(max(0, count)), as: UTF8.self)
        #expect(text.hasPrefix("<4>log lines dropped log.dropped="))
        #expect(text.hasSuffix("\n<6>attached\n"))
        close(ends[0])
        close(ends[1])
    }
}
