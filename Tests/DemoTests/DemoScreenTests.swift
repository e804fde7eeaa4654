import MeldpostCore
import TerminalPanel
import Testing

@testable import DemoAssembly

@Suite struct DemoScreenTests {
    /// The same in the four languages of the station, each with the letters of its own.
    private static let texts = [
        "Na kua idioma? Pa papiamentu, primi 1. Ki ta sosodé? Bèrdat, awor, pòtrèt, hür.",
        "Is er nu iemand in gevaar, u of iemand anders? Voor ja, druk op 1. Eén, geïnformeerd.",
        "Is anyone in danger at this moment, you or someone else? For yes, press 1.",
        "¿Hay alguien en peligro en este momento? Para sí, presione 1. Año, corazón, pingüino.",
    ]

    /// Every combination that changes the layout, with every text.
    private static func states() -> [DemoState] {
        var states: [DemoState] = []
        for flags in 0..<128 {
            let text = texts[flags * 5 % 4]
            func flag(_ number: Int) -> Bool { flags >> number & 1 == 1 }
            var state = DemoState()
            state.phase = flag(0) ? .running : .starting(.station)
            state.isHandsetLifted = flag(1)
            state.isNetworkPlugged = flag(2)
            state.isPanicDown = flag(3)
            state.programs = [.station: flag(4) ? .ended : .running, .inbox: .restarting]
            state.lamps[.panic] = flag(3) ? .fast : .off
            state.lamps[.ready] = .on
            state.spoken = String(
                repeating: text + " ",
                count: flag(5) ? 40 : 1
            )
            if flag(6) {
                let line = Array(repeating: text, count: 30)
                state.view = DemoState.View(title: DemoTool.record.title, lines: line)
            }
            state.note = String(repeating: "Note. ", count: 30)
            state.scroll = flags % 3 * 7
            states.append(state)
        }
        return states
    }

    @Test(arguments: [DemoScreen.Glyphs.lines, .ascii])
    func `whatever there is to show fits on 80 by 24`(glyphs: DemoScreen.Glyphs) {
        let states = Self.states()
        #expect(states.count == 128)
        for state in states {
            let lines = DemoScreen(glyphs: glyphs).render(state, at: .start)
            #expect(lines.count == 24)
            #expect(lines.allSatisfy { Cells.width(of: $0) <= 80 })
        }
    }

    @Test func `what can be pressed is never cut off`() {
        for state in Self.states() {
            let keys = DemoScreen.keys(of: state)
            #expect(keys.allSatisfy { Cells.width(of: $0) <= 78 })
            let lines = DemoScreen(glyphs: .lines).render(state, at: .start)
            #expect(lines.suffix(2).map { $0.drop { $0 == " " } } == keys.map { $0[...] })
        }
    }

    @Test func `all letters of the four languages reach the screen`() {
        for text in Self.texts {
            var state = DemoState()
            state.phase = .running
            state.show(.say(text))
            let screen = DemoScreen(glyphs: .lines).render(state, at: .start).joined()
            for word in text.split(separator: " ") {
                #expect(screen.contains(word))
            }
        }
    }

    @Test func `the first screen says in two lines what to press`() {
        var state = DemoState()
        state.phase = .running
        let lines = DemoScreen(glyphs: .lines).render(state, at: .start)
        #expect(lines[1].contains("SPACE lifts the handset"))
        #expect(lines[1].contains("0-9 * #"))
        #expect(lines[2].contains("d and o"))
        #expect(lines[22].contains("SPACE lift the handset"))
        #expect(lines[23].hasSuffix("q quit"))
    }

    @Test func `a text that is longer than its box can be read to the end`() {
        var state = DemoState()
        state.phase = .running
        state.isHandsetLifted = true
        state.show(.say(String(repeating: "word ", count: 300) + "END"))
        let screen = DemoScreen(glyphs: .lines)
        #expect(screen.render(state, at: .start).contains { $0.contains("more: press +") })
        #expect(DemoScreen.keys(of: state)[0].contains("+ -"))
        state.scroll = DemoScreen.scrollLimit(state)
        let end = screen.render(state, at: .start)
        #expect(end.contains { $0.contains("END") })
        #expect(!end.contains { $0.contains("more: press +") })
    }

    @Test(arguments: [1, 600, 830, 860, 1_060])
    func `the longest prompt, the reading back, is seen without scrolling`(length: Int) {
        var state = DemoState()
        state.phase = .running
        state.isHandsetLifted = true
        let words = String(repeating: "answer ", count: length / 7) + "END"
        state.show(.say(words))
        let lines = DemoScreen(glyphs: .lines).render(state, at: .start)
        #expect(lines.count == 24)
        #expect(lines.contains { $0.contains("END") })
        #expect(DemoScreen.scrollLimit(state) == 0)
        #expect(lines.contains { $0.contains("Network plugged in") })
    }

    @Test func `it says of each process what it sees and what it does not`() {
        var state = DemoState()
        state.phase = .running
        let screen = DemoScreen(glyphs: .lines).render(state, at: .start)
        for program in DemoProgram.allCases {
            #expect(screen.contains { $0.contains(program.name) && $0.hasSuffix(program.sight) })
        }
        #expect(screen.contains { $0.contains("meldpost-desk") && $0.hasSuffix("centre's key") })
        #expect(screen.contains { $0.contains("every 0.25 s (real box: 20 s)") })
    }

    @Test(arguments: [
        (100, "0.1 s"), (250, "0.25 s"), (1_000, "1 s"), (1_005, "1.005 s"), (60_000, "60 s"),
    ])
    func `it says how long a slot is`(milliseconds: Int, words: String) {
        var state = DemoState()
        state.slotMilliseconds = milliseconds
        let screen = DemoScreen(glyphs: .lines).render(state, at: .start)
        #expect(screen.contains { $0.hasSuffix("a slot every \(words) (real box: 20 s)") })
    }

    @Test func `a lamp is drawn as it shines now`() {
        var state = DemoState()
        state.phase = .running
        state.lamps = [.panic: .slow]
        let screen = DemoScreen(glyphs: .lines)
        func panic(_ milliseconds: Int) -> Bool {
            let now = Instant(sinceStart: .milliseconds(milliseconds))
            return screen.render(state, at: now).contains { $0.contains("panic ● slow") }
        }
        #expect(panic(0))
        #expect(!panic(500))
        #expect(panic(1_000))
    }

    @Test func `without UTF-8 only the texts themselves go beyond ASCII`() {
        for state in Self.states() where state.view == nil {
            var state = state
            state.spoken = "plain"
            let lines = DemoScreen(glyphs: .ascii).render(state, at: .start)
            #expect(lines.joined().utf8.allSatisfy { $0 < 0x80 })
        }
    }
}
