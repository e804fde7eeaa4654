import MeldpostCore
import Testing

@testable import DemoAssembly

@Suite struct LampLightTests {
    /// How often a lamp goes on in six seconds, and for how many of the 600 centiseconds it shines.
    private func flashes(_ rhythm: LampRhythm) -> (count: Int, lit: Int) {
        let light = (0..<600).map { rhythm.isLit(at: Instant(sinceStart: .milliseconds(10 * $0))) }
        let count = light.indices.count { light[$0] && ($0 == 0 || !light[$0 - 1]) }
        return (count, light.count { $0 })
    }

    @Test func `each rhythm flashes as its description says`() {
        #expect(flashes(.off) == (0, 0))
        #expect(flashes(.on) == (1, 600))
        #expect(flashes(.slow) == (6, 300))
        #expect(flashes(.fast) == (30, 300))
        #expect(flashes(.double) == (8, 120))
        #expect(flashes(.blip) == (3, 45))
    }

    @Test func `the words for the panic lamp are those of the rhythm that the station chooses`() {
        var facts = PanicFacts()
        var words = [facts.rhythm.panicFact]
        facts.isStored = true
        words.append(facts.rhythm.panicFact)
        facts.hasLeftTheBox = true
        words.append(facts.rhythm.panicFact)
        facts.hasReachedCentre = true
        words.append(facts.rhythm.panicFact)
        facts.isAccepted = true
        words.append(facts.rhythm.panicFact)
        #expect(
            words == [
                "pressed", "stored in the box", "left the box", "reached the centre",
                "accepted by a person",
            ]
        )
        #expect(LampRhythm.off.panicFact == nil)
    }

    @Test func `a lamp that is off or on does not make the screen draw again`() {
        #expect(LampRhythm.allCases.filter { !$0.isMoving } == [.off, .on])
    }
}
