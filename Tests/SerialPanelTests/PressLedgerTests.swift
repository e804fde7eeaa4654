import Testing

@testable import SerialPanel

/// Which press is confirmed by which number.
@Suite struct PressLedgerTests {
    @Test func `a confirmation reaches the presses of its report and no later ones`() {
        var ledger = PressLedger()
        ledger.begin(kept: 0, isFresh: true)
        for number in 1...10 {
            #expect(ledger.take(UInt16(number)) == 1)
            ledger.note(UInt64(number))
        }
        ledger.confirm(heard: 7, kept: 4)
        #expect(ledger.heard == 7 && ledger.kept == 4)
        ledger.confirm(heard: 10, kept: 10)
        #expect(ledger.heard == 10 && ledger.kept == 10)
    }

    @Test func `counts wrap around, and a count that runs backwards is no press`() {
        var ledger = PressLedger()
        ledger.begin(kept: 65_534, isFresh: false)
        #expect(ledger.take(1) == 3)
        #expect(ledger.take(1) == 0)
        #expect(ledger.take(0) == 0)
        #expect(ledger.take(1) == 1)
    }

    @Test func `a ledger that nobody confirms stays bounded and confirms late, never early`() {
        var ledger = PressLedger()
        ledger.begin(kept: 0, isFresh: true)
        for number in 1...1_000 {
            _ = ledger.take(UInt16(number))
            ledger.note(UInt64(number))
            ledger.confirm(heard: UInt64(number / 2), kept: 0)
            #expect(ledger.heard <= UInt16(number / 2))
        }
        ledger.confirm(heard: 1_000, kept: 1_000)
        #expect(ledger.heard == 1_000 && ledger.kept == 1_000)
    }

    @Test func `what one daemon has heard it does not hear twice, what another has it does`() {
        var ledger = PressLedger()
        ledger.begin(kept: 3, isFresh: false)
        #expect(ledger.take(5) == 2)
        ledger.begin(kept: 3, isFresh: false)
        #expect(ledger.take(5) == 0)
        ledger.begin(kept: 0, isFresh: true)
        #expect(ledger.take(1) == 1)
    }
}
