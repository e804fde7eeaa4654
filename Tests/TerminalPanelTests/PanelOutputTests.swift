import MeldpostCore
import Testing

@testable import TerminalPanel

@Suite struct PanelOutputTests {
    private static let all: [PanelOutput] =
        [.say("Press 1."), .say(""), .hush, .keyTone, .errorTone]
        + [.relay(isClosed: true), .relay(isClosed: false)]
        + Lamp.allCases.flatMap { lamp in LampRhythm.allCases.map { .lamp(lamp, $0) } }

    @Test(arguments: all)
    func `a line reads back as what was shown`(output: PanelOutput) {
        #expect(PanelOutput(line: output.line) == output)
    }

    @Test func `the lines are those of the format`() {
        #expect(PanelOutput.say("Bon dia: primi 1.").line == "say Bon dia: primi 1.")
        #expect(PanelOutput.lamp(.panic, .fast).line == "lamp panic fast")
        #expect(PanelOutput.relay(isClosed: true).line == "relay closed")
        #expect(PanelOutput.errorTone.line == "error-tone")
    }

    @Test(arguments: [
        "", " ", "say", "Say hello", "lamp", "lamp panic", "lamp panic  on", "lamp stove on",
        "lamp panic bright", "lamp panic on ", "relay", "relay half", "hush now", "tone 3", "quit",
    ])
    func `a line that means nothing is not taken`(line: String) {
        #expect(PanelOutput(line: line) == nil)
    }

    @Test func `F36 no text breaks a line or moves a cursor`() {
        let line = PanelOutput.say("a\nlamp fault off\u{1b}[2J\u{9b}1A\r\u{2028}\u{202e}b\u{7f}")
            .line
        #expect(line == "say a lamp fault off [2J 1A   b ")
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }

    @Test func `F19 a text without end is cut`() {
        let line = PanelOutput.say(String(repeating: "é", count: 1_000_000)).line
        #expect(line.count == "say ".count + PanelOutput.textLimit)
    }

    @Test func `only the effects of the panel are taken`() {
        let utterance = Utterance(number: 9, language: .papiamentu, phrases: [.number(3)])
        let words: (Utterance) -> String = { $0 == utterance ? "tres" : "" }
        #expect(PanelOutput(.say(utterance), rendered: words) == .say("tres", number: 9))
        #expect(PanelOutput(.hush, rendered: words) == .hush)
        #expect(PanelOutput(.soundKeyTone, rendered: words) == .keyTone)
        #expect(PanelOutput(.soundErrorTone, rendered: words) == .errorTone)
        #expect(PanelOutput(.setLamp(.desk, .slow), rendered: words) == .lamp(.desk, .slow))
        #expect(PanelOutput(.setRelay(isClosed: true), rendered: words) == .relay(isClosed: true))
        #expect(PanelOutput(.commitDummy, rendered: words) == nil)
    }
}
