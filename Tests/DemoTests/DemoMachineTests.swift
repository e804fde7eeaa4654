import MeldpostCore
import TerminalPanel
import Testing

@testable import DemoAssembly

@Suite struct DemoMachineTests {
    private let start = Instant(sinceStart: .seconds(100))

    private func running() -> DemoMachine {
        var machine = DemoMachine(folder: "/tmp/x", slotMilliseconds: 1_000)
        _ = machine.begin(at: start)
        for program in [DemoProgram.inbox, .station, .courier] {
            _ = machine.handle(.becameReady(program), at: start)
        }
        return machine
    }

    private func type(_ text: String, into machine: inout DemoMachine) -> [DemoEffect] {
        text.utf8.flatMap { machine.handle(.typed($0), at: start) }
    }

    @Test func `programs start one after the other, each when the one before is ready`() {
        var machine = DemoMachine(folder: "/tmp/x", slotMilliseconds: 1_000)
        #expect(machine.begin(at: start) == [.start(.inbox)])
        #expect(machine.handle(.becameReady(.courier), at: start) == [])
        #expect(machine.handle(.becameReady(.inbox), at: start) == [.start(.station)])
        #expect(machine.handle(.becameReady(.station), at: start) == [.start(.courier)])
        #expect(machine.state.phase == .starting(.courier))
        #expect(machine.handle(.becameReady(.courier), at: start) == [])
        #expect(machine.state.phase == .running)
        #expect(machine.nextDeadline == nil)
    }

    @Test func `a program that does not become ready ends the demo with words`() {
        var machine = DemoMachine(folder: "/tmp/x", slotMilliseconds: 1_000)
        _ = machine.begin(at: start)
        #expect(machine.nextDeadline == start + DemoMachine.startLimit)
        #expect(machine.advance(to: start + .seconds(19)) == [])
        #expect(machine.advance(to: start + .seconds(20)) == [.end(.notReady(.inbox))])
        #expect(DemoEnding.notReady(.inbox).words?.contains("meldpost-inbox did not") == true)
        #expect(DemoEnding.notReady(.inbox).exitCode == 69)
    }

    @Test func `a program that ends before it is ready ends the demo with its last words`() {
        var machine = DemoMachine(folder: "/tmp/x", slotMilliseconds: 1_000)
        _ = machine.begin(at: start)
        let end = DemoStimulus.ended(.inbox, .exited(code: 78), words: "key refused")
        let ending = DemoEnding.endedEarly(.inbox, .exited(code: 78), words: "key refused")
        #expect(machine.handle(end, at: start) == [.end(ending)])
        #expect(ending.words?.contains("exit code 78") == true)
        #expect(ending.words?.hasSuffix("key refused") == true)
        #expect(machine.handle(.typed(UInt8(ascii: "q")), at: start) == [])
    }

    @Test func `telephone keys go to the panel only while the handset is lifted`() {
        var machine = running()
        #expect(type("1", into: &machine) == [])
        #expect(machine.state.note.contains("SPACE"))
        #expect(
            type(" 1*#0 ", into: &machine)
                == ["u", "1", "*", "#", "0", "d"].map {
                    .press(Array($0.utf8))
                }
        )
        #expect(!machine.state.isHandsetLifted)
    }

    @Test func `a panic press is held for 300 ms and not pressed twice meanwhile`() {
        var machine = running()
        #expect(type("pp", into: &machine) == [.press(Array("P".utf8))])
        #expect(machine.nextDeadline == start + .milliseconds(300))
        #expect(machine.advance(to: start + .milliseconds(299)) == [])
        #expect(machine.advance(to: start + .milliseconds(300)) == [.press(Array("R".utf8))])
        #expect(type("px", into: &machine) == [.press(Array("P".utf8)), .press(Array("x".utf8))])
    }

    @Test func `the network is pulled and plugged in by the same key`() {
        var machine = running()
        #expect(type("n", into: &machine) == [.setNetwork(isPlugged: false)])
        #expect(!machine.state.isNetworkPlugged)
        #expect(type("n", into: &machine) == [.setNetwork(isPlugged: true)])
    }

    @Test func `a killed station goes dark, starts again and finds the handset as it is`() {
        var machine = running()
        _ = machine.handle(.shown(.lamp(.ready, .on)), at: start)
        _ = machine.handle(.shown(.relay(isClosed: true)), at: start)
        #expect(type(" k", into: &machine).last == .kill(.station))
        let end = DemoStimulus.ended(.station, .killed(signal: 9), words: "")
        #expect(machine.handle(end, at: start) == [])
        #expect(machine.state.lamps.isEmpty && !machine.state.isRelayClosed)
        #expect(type("k", into: &machine) == [])
        let due = start + DemoMachine.restartPause
        #expect(machine.nextDeadline == due)
        #expect(machine.advance(to: due) == [.start(.station), .press(Array("u".utf8))])
        #expect(machine.state.phase == .running)
    }

    @Test func `a program that keeps ending by itself is left alone after five times`() {
        var machine = running()
        for _ in 0..<DemoMachine.restarts {
            _ = machine.handle(.ended(.station, .exited(code: 70), words: "why"), at: start)
            #expect(machine.state.note == "meldpostd ended with exit code 70: why")
            #expect(machine.advance(to: start + .seconds(5)) == [.start(.station)])
        }
        _ = machine.handle(.ended(.station, .exited(code: 70), words: "why"), at: start)
        #expect(machine.nextDeadline == nil)
        #expect(machine.state.programs[.station] == .ended)
        #expect(type("k", into: &machine) == [.start(.station)])
    }

    @Test func `killing by the person is never counted as ending by itself`() {
        var machine = running()
        for _ in 0..<20 {
            #expect(type("k", into: &machine) == [.kill(.station)])
            _ = machine.handle(.ended(.station, .killed(signal: 9), words: ""), at: start)
            #expect(machine.advance(to: start + .seconds(5)) == [.start(.station)])
        }
    }

    @Test func `what the desk prints takes the place of the voice until any panel key`() {
        var machine = running()
        #expect(type("d", into: &machine) == [.run(.worklist)])
        #expect(type("d", into: &machine) == [])
        _ = machine.handle(.toolEnded(.worklist, .exited(code: 0), lines: ["old"]), at: start)
        let ended = DemoStimulus.toolEnded(.worklist, .exited(code: 0), lines: ["a", "b"])
        _ = machine.handle(ended, at: start)
        #expect(machine.state.view?.lines == ["a", "b"])
        #expect(type(" ", into: &machine) == [.press(Array("u".utf8))])
        #expect(machine.state.view == nil)
        #expect(type("o", into: &machine) == [.run(.record)])
    }

    @Test func `a program asked for while another runs has its turn, unless the person goes back`()
    {
        var machine = running()
        #expect(type("dso", into: &machine) == [.run(.worklist)])
        let ended = DemoStimulus.toolEnded(.worklist, .exited(code: 0), lines: ["a"])
        #expect(machine.handle(ended, at: start) == [.run(.record)])
        #expect(machine.state.view == DemoState.View(title: DemoTool.record.title, lines: nil))
        #expect(type("s ", into: &machine) == [.press(Array("u".utf8))])
        let shown = DemoStimulus.toolEnded(.record, .exited(code: 0), lines: ["b"])
        #expect(machine.handle(shown, at: start) == [])
        #expect(machine.state.view == nil)
    }

    @Test func `output that comes after the person has gone back is not shown`() {
        var machine = running()
        _ = type("db", into: &machine)
        _ = machine.handle(.toolEnded(.worklist, .exited(code: 0), lines: ["a"]), at: start)
        #expect(machine.state.view == nil)
        #expect(type("d", into: &machine) == [.run(.worklist)])
    }

    @Test func `a tool that printed nothing shows how it ended`() {
        var machine = running()
        _ = type("s", into: &machine)
        _ = machine.handle(.toolEnded(.status, .exited(code: 69), lines: []), at: start)
        #expect(machine.state.view?.lines == ["(ended with exit code 69)"])
    }

    @Test func `scrolling stays within the text`() {
        var machine = running()
        _ = type("d", into: &machine)
        let lines = (0..<30).map { "line \($0)" }
        _ = machine.handle(.toolEnded(.worklist, .exited(code: 0), lines: lines), at: start)
        _ = type("++++++", into: &machine)
        #expect(machine.state.scroll == 13)
        _ = type("-", into: &machine)
        #expect(machine.state.scroll == 8)
        _ = type("---", into: &machine)
        #expect(machine.state.scroll == 0)
    }

    @Test func `q, a signal and the end of the input all end the demo, once`() {
        var machine = running()
        #expect(type("q", into: &machine) == [.end(.wished)])
        #expect(machine.handle(.endRequested, at: start) == [])
        var starting = DemoMachine(folder: "/tmp/x", slotMilliseconds: 1_000)
        _ = starting.begin(at: start)
        #expect(starting.handle(.endRequested, at: start) == [.end(.wished)])
        #expect(starting.advance(to: start + .seconds(60)) == [])
    }

    @Test func `the end of a process is read from its status`() {
        #expect(ProcessEnd(status: 0) == .exited(code: 0))
        #expect(ProcessEnd(status: 78 << 8) == .exited(code: 78))
        #expect(ProcessEnd(status: 9) == .killed(signal: 9))
        #expect(ProcessEnd(status: 6 | 0x80) == .killed(signal: 6))
    }
}
