import Foundation
import MeldpostCore
import Testing

@testable import TerminalPanel

@Suite(.timeLimit(.minutes(1))) struct TerminalPanelTests {
    private let input = PipePair()
    private let output = PipePair()

    private func panel(perCharacter: Duration = .seconds(3_600)) throws -> TerminalPanel {
        try TerminalPanel(
            input: input.readEnd,
            output: output.writeEnd,
            speakingTimePerCharacter: perCharacter
        )
    }

    @Test func `what is typed comes out as events in the same order, and the rest is ignored`()
        throws
    {
        let panel = try panel()
        input.send("u1q\n#xPR?\u{1b}d")
        #expect(panel.next() == .handsetMoved(isLifted: true))
        #expect(panel.next() == .keyPressed(.one))
        #expect(panel.next() == .keyPressed(.square))
        #expect(panel.next() == .resetRequested)
        #expect(panel.next() == .panicContactsRead(.pressed))
        #expect(panel.next() == .panicContactsRead(.released))
        #expect(panel.next() == .handsetMoved(isLifted: false))
    }

    @Test func `F15 an injector's keys are dropped, its flood does not hold up the panic button`()
        throws
    {
        let panel = try panel()
        input.send(String(repeating: "5", count: 60_000))
        input.send("P")
        var keys = 0
        let time = ContinuousClock().measure {
            while case .keyPressed? = panel.next() { keys += 1 }
        }
        #expect(keys < KeyRateLimit.burst * 4)
        #expect(panel.droppedKeyCount == 60_000 - keys)
        #expect(time < .seconds(2))
    }

    @Test func `the voice comes to its end while nothing is typed`() throws {
        let panel = try panel(perCharacter: .milliseconds(1))
        panel.show(.say("Bon dia", number: 7))
        #expect(panel.next() == .utteranceFinished(number: 7))
        #expect(output.drain() == "say Bon dia\n")
    }

    @Test func `F21 what is hushed does not come to its end`() throws {
        let panel = try panel(perCharacter: .milliseconds(1))
        panel.show(.say("Bon dia", number: 7))
        panel.show(.hush)
        panel.show(.say("Hi", number: 8))
        #expect(panel.next() == .utteranceFinished(number: 8))
        input.send("1")
        #expect(panel.next() == .keyPressed(.one))
    }

    @Test func `after the end of the input the voice still comes to its end`() throws {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0)
        defer { close(ends[0]) }
        close(ends[1])
        let panel = try TerminalPanel(
            input: ends[0],
            output: output.writeEnd,
            speakingTimePerCharacter: .zero
        )
        #expect(panel.next() == .inputEnded)
        panel.show(.say("Bon dia", number: 7))
        #expect(panel.next() == .utteranceFinished(number: 7))
        panel.close()
        #expect(panel.next() == nil)
    }

    @Test func `closing ends a wait on another thread`() throws {
        let panel = try panel()
        let hasEnded = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            while panel.next() != nil {}
            hasEnded.signal()
        }
        panel.close()
        #expect(hasEnded.wait(timeout: .now() + 10) == .success)
        #expect(panel.next() == nil)
    }

    @Test func `F22 an output that takes nothing holds nobody up for more than 200 ms`() throws {
        _ = output.fill()
        let panel = try panel()
        let time = ContinuousClock().measure { panel.show(.say("Bon dia", number: 7)) }
        #expect(time < .milliseconds(600))
        #expect(panel.droppedLineCount == 1)
    }
}
