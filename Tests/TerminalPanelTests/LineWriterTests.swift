import Glibc
import MeldpostCore
import Testing

@testable import TerminalPanel

@Suite struct LineWriterTests {
    @Test func `lines go out whole and in order`() {
        let pipe = PipePair()
        var writer = LineWriter(descriptor: pipe.writeEnd)
        for output: PanelOutput in [.lamp(.ready, .on), .say("Bon dia"), .keyTone, .hush] {
            writer.write(output)
        }
        #expect(pipe.drain() == "lamp ready on\nsay Bon dia\ntone\nhush\n")
        #expect(writer.droppedCount == 0)
    }

    @Test func `F22 a full output costs 200 ms once, and no more while it stays full`() {
        let pipe = PipePair()
        _ = pipe.fill()
        var writer = LineWriter(descriptor: pipe.writeEnd)
        let time = ContinuousClock().measure {
            for number in 0..<1_000 { writer.write(.say("line \(number)")) }
        }
        #expect(writer.droppedCount == 1_000)
        #expect(time >= .milliseconds(200))
        #expect(time < .milliseconds(800))
    }

    @Test func `a lamp that could not be set is set as soon as something goes, a text is not`() {
        let pipe = PipePair()
        _ = pipe.fill()
        var writer = LineWriter(descriptor: pipe.writeEnd)
        writer.write(.lamp(.panic, .fast))
        writer.write(.lamp(.panic, .on))
        writer.write(.relay(isClosed: true))
        writer.write(.say("lost"))
        _ = pipe.drain()
        writer.write(.lamp(.ready, .on))
        writer.write(.keyTone)
        let lines = pipe.drain().split(separator: "\n")
        #expect(Set(lines.prefix(2)) == ["lamp panic on", "relay closed"])
        #expect(lines.dropFirst(2) == ["lamp ready on", "tone"])
    }

    @Test func `a line that was cut off does not swallow the next`() {
        let pipe = PipePair()
        let filled = pipe.fill()
        var head = [UInt8](repeating: 0, count: 4_096)
        // Room for one page: a text of more bytes than that is cut.
        precondition(filled > head.count && read(pipe.readEnd, &head, head.count) == head.count)
        var writer = LineWriter(descriptor: pipe.writeEnd)
        writer.write(.say(String(repeating: "日", count: PanelOutput.textLimit)))
        #expect(writer.droppedCount == 1)
        _ = pipe.drain()
        writer.write(.keyTone)
        #expect(pipe.drain() == "\ntone\n")
    }

    @Test func `a reader that has gone costs nothing but the line`() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0)
        defer { close(ends[1]) }
        close(ends[0])
        signal(SIGPIPE, SIG_IGN)
        var writer = LineWriter(descriptor: ends[1])
        let time = ContinuousClock().measure { writer.write(.keyTone) }
        #expect(writer.droppedCount == 1)
        #expect(time < .milliseconds(100))
    }
}
