import GPIOLines
import Testing

@testable import MeldpostCore
@testable import StationAssembly

/// Whether panic is armed, from what the station and the panel know.
@Suite struct PanicStandingTests {
    private func standing(
        _ raised: [Condition] = [],
        isTesting: Bool = false,
        isSeen: Bool = true,
        lines: PanicLines = .complete,
        isWired: Bool = true
    ) -> PanicStanding {
        var health = HealthBoard()
        for condition in raised { _ = health.set(condition, true, at: .start) }
        return PanicStanding(
            health,
            isTesting: isTesting,
            isSeen: isSeen,
            watch: ButtonWatch(isWired: isWired, lines: lines)
        )
    }

    /// Broken once: without the line of the wire fault.
    @Test func `panic is armed only where nothing speaks against it, and the worst is said`() {
        #expect(standing() == .armed)
        #expect(standing(isSeen: false) == .beginning)
        #expect(standing(isSeen: false, isWired: false) == .armed)
        #expect(standing([.panelLinkLost], isSeen: false) == .panelLost)
        #expect(standing([.panelVersionUnknown]) == .panelUnknown)
        #expect(standing([.panicWireFault]) == .wireFault)
        #expect(standing([.panicWireFault], lines: .chipMissing) == .chipMissing)
        #expect(standing([.panicWireFault], lines: .unusable) == .lineUnusable)
        #expect(standing([.panicStuck]) == .stuck)
        #expect(standing(isTesting: true) == .testing)
        #expect(standing(lines: .withoutRelay) == .withoutRelay)
        // What hangs elsewhere on the board leaves the button armed.
        #expect(standing([.chipMissing, .lineUnusable, .keypadSizeWrong]) == .armed)
    }
}
