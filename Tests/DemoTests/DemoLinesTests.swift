import MeldpostCore
import TerminalPanel
import Testing

@testable import DemoAssembly

@Suite struct DemoLinesTests {
    @Test func `each change is told once, and nothing else`() {
        var old = DemoState()
        old.phase = .running
        var new = old
        #expect(DemoLines.changes(from: old, to: new) == [])
        new.show(.say("Bon dia"))
        new.show(.lamp(.panic, .fast))
        new.show(.relay(isClosed: true))
        new.isHandsetLifted = true
        #expect(
            DemoLines.changes(from: old, to: new) == [
                "The handset is lifted.", "Voice: Bon dia", "Lamp panic: fast (pressed)",
                "The panic relay is closed.",
                "Keys: " + DemoScreen.keys(of: new).joined(separator: "   "),
            ]
        )
    }

    @Test func `a prompt that is repeated is told again`() {
        var old = DemoState()
        old.show(.say("Bon dia"))
        var new = old
        new.show(.say("Bon dia"))
        #expect(DemoLines.changes(from: old, to: new) == ["Voice: Bon dia"])
    }

    @Test func `what a program printed is told when it is there`() {
        var old = DemoState()
        old.view = DemoState.View(title: "The desk", lines: nil)
        var new = old
        new.view?.lines = ["one", "two"]
        #expect(DemoLines.changes(from: old, to: new) == ["The desk:", "  one", "  two"])
    }

    @Test func `the keys are told when the demo begins to run`() {
        let old = DemoState()
        var new = old
        new.phase = .running
        let lines = DemoLines.changes(from: old, to: new)
        #expect(lines.first == "Everything runs.")
        #expect(lines.last?.hasPrefix("Keys: SPACE lift the handset") == true)
    }

    @Test func `the introduction says what to press and what each process sees`() {
        let text = DemoLines.introduction(DemoState()).joined(separator: "\n")
        #expect(text.contains("SPACE lifts the handset"))
        for program in DemoProgram.allCases { #expect(text.contains(program.sight)) }
    }
}
