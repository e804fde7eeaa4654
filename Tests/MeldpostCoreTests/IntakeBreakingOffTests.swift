import Testing

@testable import MeldpostCore

/// What becomes of an intake that its worker leaves: what is urgent goes at once, the rest can be gone on
/// with.
@Suite struct IntakeBreakingOffTests {
    /// How a worker leaves.
    enum Leaving: CaseIterable, Sendable {
        case nine
        case handset
        case silence
    }

    /// Danger now; and a professional who found immediate or structural unsafety.
    private static let urgent = ["1", "2##2#1", "2##2#2"]

    private static func leave(_ bench: inout DeskBench, by leaving: Leaving) {
        switch leaving {
        case .nine: bench.key("9")
        case .handset: bench.tell(.deskHandsetMoved(isLifted: false))
        case .silence: bench.pass(.seconds(601))
        }
    }

    /// Apart from the expectations, which would write the whole bench where they fail.
    private static func hasIntake(_ bench: DeskBench) -> Bool {
        bench.station.machine.desk.hasIntake
    }

    /// What was said at the desk last, with everything that is no text.
    private static func phrases(_ bench: DeskBench) -> [Phrase] {
        for case .sayAtDesk(let utterance) in bench.station.effects.reversed() {
            return utterance.phrases
        }
        return []
    }

    private static func resumed(_ bench: DeskBench) -> [Phrase] {
        let noon = StationBench.noon.hour
        return [.weekday(Weekday(hour: noon)), .hour(noon.hourOfDay)]
    }

    /// Broken once: with the time noted and nothing sent, as it was, nobody had it for 25 minutes.
    @Test(arguments: Leaving.allCases, urgent)
    func
        `R2 R4 what is urgent is sent at once when its worker leaves, and completed by an addendum`(
            leaving: Leaving,
            keys: String
        )
    {
        var bench = IntakeTests.bench()
        bench.signIn()
        bench.key("14" + keys)
        #expect(IntakeTests.reports(bench).isEmpty)
        Self.leave(&bench, by: leaving)
        let request = IntakeTests.reports(bench).last
        #expect(IntakeTests.reports(bench).count == 1 && request?.urgency == .urgent)
        #expect(request?.terms == [.decideOnSteps, .takeUpSerious])
        #expect(request?.interruption == .began(.report) && request?.replacesDraft == true)
        #expect(request?.trace.worker == 100)
        #expect(IntakeTests.report(bench)?.isInterrupted == true)
        #expect(!Self.hasIntake(bench))
        #expect(bench.station.effects.lastRhythm(of: .desk) == .slow)
        if leaving != .handset { #expect(bench.said.first == "worker.broken-off-urgent") }
        // Not before the journal's answer, and to nobody who is not there (P1).
        #expect(!bench.utterances.joined().contains("worker.intake-stored"))
        bench.key("#")
        #expect(bench.said.contains("worker.interrupted-record"))
        if leaving != .nine { bench.signIn() }
        bench.key("5")
        #expect(bench.said.contains("worker.is-interrupted"))
        bench.key("3" + "2")
        IntakeTests.finish(&bench)
        let entry = bench.station.machine.clocks.clocks[0].entry
        #expect(bench.station.requests.last?.interruption == .ended(entry))
    }

    /// Left to a worker who had gone, it would be tried 15 minutes later.
    ///
    /// Broken once: with it left to its worker, as while somebody is there.
    @Test func `P1 R2 what the disk refuses when its worker has left is tried again by itself`() {
        var bench = IntakeTests.bench()
        bench.signIn()
        bench.isAnswering = false
        bench.key("14" + "1")
        while IntakeTests.reports(bench).isEmpty { bench.key("#") }
        bench.tell(.deskHandsetMoved(isLifted: false))
        let ticket = IntakeTests.reports(bench)[0].ticket
        bench.tell(.storeFailed(ticket: ticket, .other))
        bench.isAnswering = true
        bench.pass(.seconds(11))
        #expect(IntakeTests.reports(bench).count == 2)
        #expect(IntakeTests.report(bench)?.isInterrupted == false)
        #expect(!Self.hasIntake(bench))
    }

    /// Broken once: with no addendum taken for urgent.
    @Test func `R4 an addendum that finds danger is sent at once too, and its record stays open`() {
        var bench = IntakeTests.adding()
        bench.key("1" + "9")
        let request = bench.station.requests.last
        #expect(request?.content.kind == .addendum && request?.urgency == .urgent)
        #expect(request?.terms == [.takeUpSerious] && request?.interruption == nil)
        bench.key("#")
        #expect(bench.said.contains("worker.interrupted-record"))
    }

    /// Advice starts nothing, at the kiosk as here (R31).
    ///
    /// Broken once: with every intake taken for urgent.
    @Test(arguments: ["24" + "1" + "1", "14" + "2" + "1" + "22"])
    func `what is not urgent waits for its worker`(keys: String) {
        var bench = IntakeTests.bench()
        bench.signIn()
        bench.key(keys + "9")
        #expect(bench.said.first == "worker.broken-off")
        #expect(Self.hasIntake(bench))
        let kinds = bench.station.requests.map(\.content.kind)
        #expect(!kinds.contains(.report) && !kinds.contains(.adviceRequest))
    }

    /// Without it whoever comes to the desk does not hear of it for 15 minutes.
    ///
    /// Broken once: with none of them named.
    @Test func `the hand-over names an intake that is broken off and can be gone on with`() {
        var bench = IntakeTests.bench()
        bench.signIn()
        bench.key("14" + "2" + "1" + "22")
        bench.tell(.deskHandsetMoved(isLifted: false))
        bench.key("#")
        let told: [Phrase] =
            [.worker(.canGoOn)]
            + [.digit(1), .digit(0), .digit(0), .worker(.report)] + Self.resumed(bench)
        #expect(Self.phrases(bench).prefix(told.count) == told[...])
        bench.signIn()
        bench.key("1")
        bench.key("9")
        bench.key("#")
        #expect(bench.said.first == "worker.can-go-on")
        bench.pass(.seconds(901))
        bench.tell(.deskHandsetMoved(isLifted: false))
        bench.key("#")
        #expect(!bench.said.contains("worker.can-go-on"))
        #expect(bench.said.contains("worker.interrupted-record"))
    }

    /// With the newest alone, the one before it would end as interrupted.
    ///
    /// Broken once: with no way from the newest to the one before it.
    @Test func `of two intakes that are broken off each can be gone on with`() {
        var bench = IntakeTests.bench()
        bench.signIn()
        bench.key("14" + "2" + "1" + "22" + "9")
        bench.key("6")
        #expect(!bench.said.contains("worker.next-unfinished"))
        bench.key("3")
        #expect(bench.said.first == "help.refused-key")
        bench.key("*" + "24" + "2" + "1" + "9" + "6")
        #expect(bench.said.prefix(2) == ["worker.unfinished", "worker.advice"])
        #expect(bench.said.contains("worker.next-unfinished"))
        #expect(Self.phrases(bench)[2...].prefix(2) == Self.resumed(bench)[...])
        bench.key("3")
        #expect(bench.said.prefix(2) == ["worker.unfinished", "worker.report"])
        bench.key("3")
        #expect(bench.said.prefix(2) == ["worker.unfinished", "worker.advice"])
        bench.key("3" + "1")
        #expect(bench.said.contains("intake.class-reason"))
        while IntakeTests.reports(bench).isEmpty { bench.key("#") }
        #expect(IntakeTests.report(bench)?.isInterrupted == false)
        bench.key("6" + "1")
        #expect(bench.said.contains("intake.asker"))
    }

    /// As a key with a habit it would break the intake off.
    ///
    /// Broken once: with nine taken for the key with a habit there.
    @Test(arguments: [("9", 8), ("19", 18)])
    func `nine is a digit where the number of an answer is keyed`(keys: String, offset: Int) {
        var bench = IntakeTests.bench()
        bench.signIn()
        bench.key("14" + IntakeTests.shortest.dropLast() + "1" + keys)
        let dialogue = bench.station.machine.desk.intakes.first?.dialogue
        guard case .question(let number)? = dialogue?.readBackItems[offset] else {
            Issue.record("nothing is read back")
            return
        }
        let spot = VisitSpot(number: number, isChange: true)
        let state = dialogue?.state
        let isThere = bench.station.machine.desk.state.isAt(DraftPlace.desk[0])
        #expect(state == .attending(.step(.question(spot))) && isThere)
    }
}
