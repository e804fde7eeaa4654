import Testing

@testable import MeldpostCore

/// Presses that a panel counts by itself (P6).
@Suite struct PressReportTests {
    private struct Bench {
        var machine = PanicMachine(seed: 1)
        var numbers = OrderNumbers()
        var now: Duration = .zero
        var reports: UInt64 = 0

        mutating func tell(_ input: PanicInput, after time: Duration = .zero) -> [PanicEffect] {
            now += time
            return machine.handle(input, at: Instant(sinceStart: now), numbers: &numbers)
        }

        mutating func report(
            presses: UInt16 = 0,
            _ contacts: PanicContacts = .released,
            hasWireFault: Bool = false,
            after time: Duration = .zero
        ) -> [PanicEffect] {
            reports += 1
            let report = PressReport(
                number: reports,
                presses: presses,
                contacts: contacts,
                hasWireFault: hasWireFault
            )
            return tell(.reported(report), after: time)
        }

        mutating func pass(_ time: Duration) -> [PanicEffect] {
            now += time
            return machine.advance(to: Instant(sinceStart: now), numbers: &numbers)
        }
    }

    /// A press and its release may come in one moment, after a line was cut.
    @Test func `a counted press acts at once, though its release came with it`() {
        var bench = Bench()
        let effects = bench.report(presses: 1)
        #expect(effects.first == .setRelay(isClosed: true))
        #expect(effects.contains(.confirm(heard: 1, kept: 0)))
        #expect(bench.machine.current?.presses == 1)
        _ = bench.pass(.seconds(1))
        #expect(bench.machine.current?.presses == 1)
    }

    @Test func `a counted press that is held is not counted again by its level`() {
        var bench = Bench()
        _ = bench.report(presses: 1, .pressed)
        _ = bench.pass(.seconds(5))
        #expect(bench.machine.current?.presses == 1)
        _ = bench.report(.released)
        _ = bench.pass(.seconds(5))
        #expect(bench.machine.current?.presses == 1)
        _ = bench.report(presses: 3, .pressed)
        #expect(bench.machine.current?.presses == 4)
    }

    @Test func `F34 a button that is down when the daemon starts is a press, once`() {
        var bench = Bench()
        _ = bench.report(.pressed)
        #expect(bench.machine.current == nil)
        let effects = bench.pass(.milliseconds(40))
        #expect(effects.contains(.setRelay(isClosed: true)))
        _ = bench.pass(.seconds(5))
        #expect(bench.machine.current?.presses == 1)
    }

    @Test func `F6 a fault that the panel found is one, and goes when it says so`() {
        var bench = Bench()
        let cut = PanicContacts(normallyClosedConducts: false, normallyOpenConducts: false)
        _ = bench.report(cut, hasWireFault: true)
        #expect(bench.machine.hasWireFault && bench.machine.current == nil)
        _ = bench.report(.released)
        #expect(!bench.machine.hasWireFault)
    }

    @Test func `a press is kept when its record is on disk, or its incident is over`() {
        var bench = Bench()
        _ = bench.tell(.journalOpened(PanicMemory()))
        let effects = bench.report(presses: 1)
        #expect(effects.contains(.confirm(heard: 1, kept: 0)))
        let number = effects.compactMap { effect -> UInt64? in
            guard case .store(let record, _) = effect else { return nil }
            return record.number
        }.first
        let stored = bench.tell(.recordStored(number: number ?? 0), after: .seconds(1))
        #expect(stored.contains(.confirm(heard: 1, kept: 1)))
        // A further press belongs to an incident that is stored.
        #expect(bench.report(presses: 1).contains(.confirm(heard: 2, kept: 2)))

        var other = Bench()
        _ = other.report(presses: 1)
        #expect(other.tell(.resetRequested).contains(.confirm(heard: 1, kept: 1)))
    }

    @Test func `an impossible count stays bounded and is one incident`() {
        var bench = Bench()
        let effects = bench.report(presses: .max)
        #expect(effects.count < 20)
        #expect(bench.machine.current?.presses == 100)
    }

    @Test func `the key switch opens a relay that a panel closed by itself`() {
        var bench = Bench()
        #expect(bench.tell(.resetRequested).first == .setRelay(isClosed: false))
    }

    @Test func `a test press closes no relay and is confirmed all the same`() {
        var bench = Bench()
        _ = bench.tell(.testTurned(isOn: true))
        let effects = bench.report(presses: 1)
        #expect(effects.contains(.confirm(heard: 1, kept: 0)))
        #expect(!effects.contains(.setRelay(isClosed: true)))
    }
}
