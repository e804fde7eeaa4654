import Testing

@testable import MeldpostCore

/// Each call stands once in the log, also where the journal is slow to answer or slow to open.
@Suite struct CallOnceTests {
    private static func bench() -> DeskBench {
        var bench = IntakeTests.bench()
        bench.call()
        bench.signIn()
        return bench
    }

    private static func logs(_ bench: DeskBench) -> [StoreRequest] {
        bench.station.requests.filter { request in
            guard case .hotlineCall(let content) = request.content else { return false }
            return content.classification != nil
        }
    }

    /// How a worker comes back to the menu while the journal is silent.
    enum Return: CaseIterable, Sendable {
        case waiting
        case signingIn
        case colleague
    }

    private static func comeBack(_ bench: inout DeskBench, by way: Return) {
        guard way != .waiting else { return bench.pass(.seconds(61)) }
        bench.tell(.deskHandsetMoved(isLifted: false))
        bench.signIn(way == .colleague ? 207 : DeskBench.worker)
    }

    /// Broken once: with the second log handed over too, as it was, the desk showed the call twice.
    @Test(arguments: Return.allCases, ["1#", "2#", "31"])
    func `P1 a call whose log is on its way is not logged a second time`(
        way: Return,
        keys: String
    ) {
        var bench = Self.bench()
        bench.isAnswering = false
        bench.key("1#")
        Self.comeBack(&bench, by: way)
        bench.key(keys)
        #expect(bench.said.first == "worker.unknown-end")
        #expect(Self.logs(bench).count == 1)
        bench.isAnswering = true
        bench.station.answerStored(Self.logs(bench)[0].ticket, at: bench.time)
        #expect(bench.station.machine.calls.calls.isEmpty)
        #expect(bench.station.machine.clocks.count == 1)
    }

    @Test(arguments: Return.allCases)
    func `P1 a call whose log was refused late is logged again`(way: Return) {
        var bench = Self.bench()
        bench.isAnswering = false
        bench.key("1#")
        Self.comeBack(&bench, by: way)
        let ticket = Self.logs(bench)[0].ticket
        bench.tell(.storeFailed(ticket: ticket, .other))
        bench.isAnswering = true
        bench.key("2#")
        #expect(bench.said.first == "worker.logged" && Self.logs(bench).count == 2)
        #expect(bench.station.machine.calls.calls.isEmpty)
    }

    /// Whoever keys two keys and then the whole intake has logged the call with the two keys.
    ///
    /// Broken once: with the log of the intake handed over too.
    @Test func `P1 an intake of a call whose log is on its way adds no log`() {
        var bench = Self.bench()
        bench.isAnswering = false
        bench.key("1#")
        let ticket = Self.logs(bench)[0].ticket
        bench.pass(.seconds(61))
        bench.isAnswering = true
        bench.key("14" + IntakeTests.shortest)
        #expect(bench.said.first == "worker.intake-stored" && Self.logs(bench).count == 1)
        bench.station.answerStored(ticket, at: bench.time)
        #expect(bench.station.machine.calls.calls.isEmpty)
    }

    // MARK: A journal that opens late

    /// What is recorded where the journal opens 40 seconds after the start and remembers `cut`.
    private static func lines(
        remembering cut: OpenCall?,
        script: [(second: Int64, stimulus: Stimulus)]
    ) -> [HotlineCallContent] {
        var bench = StationBench()
        bench.tell(.wallClockRead(StationBench.noon), at: .zero)
        bench.tell(.recipientsInstalled([StationBench.scope]), at: .zero)
        for (second, stimulus) in script { bench.tell(stimulus, at: .seconds(second)) }
        let memory = StationMemory(
            journal: StationBench.journal,
            calls: cut.map { [$0] } ?? [],
            timeBound: StationBench.noon
        )
        bench.tell(.journalOpened(memory), at: .seconds(40))
        var contents: [HotlineCallContent] = []
        var answered = 0
        for second in 41...120 as ClosedRange<Int64> {
            bench.pass(to: .seconds(second))
            for request in bench.requests.dropFirst(answered) {
                answered += 1
                bench.answerStored(request.ticket, at: .seconds(second))
                if case .hotlineCall(let content) = request.content { contents.append(content) }
            }
        }
        return contents
    }

    private static let held: [(second: Int64, stimulus: Stimulus)] = [
        (1, .lineOffHook(.first, true)), (21, .lineOffHook(.first, false)),
    ]
    private static let rung: [(second: Int64, stimulus: Stimulus)] = [
        (2, .lineRings(.first, true)), (3, .lineRings(.first, false)),
    ]

    /// Broken once: with the second half recorded as a call of its own, as it was.
    @Test(arguments: [true, false])
    func `F11 a call that goes on after a start and ends before the journal opens is recorded once`(
        isAnswered: Bool
    ) {
        let cut = CutCallTests.call(isAnswered: isAnswered)
        let lines = Self.lines(remembering: cut, script: Self.held)
        #expect(lines.map(\.call) == [cut.id.hexadecimal])
        #expect(lines.first?.isInterrupted == true && lines.first?.isAnswered == true)
        #expect(lines.first?.durationSeconds == 20 && lines.first?.isOutgoing == false)
    }

    /// A ring goes on with a call that rang, and is another call than one that was answered.
    @Test(arguments: [true, false])
    func `F11 a ring that is over before the journal opens belongs to a call that rang`(
        isAnswered: Bool
    ) {
        let cut = CutCallTests.call(isAnswered: isAnswered)
        let lines = Self.lines(remembering: cut, script: Self.rung)
        let own = lines.filter { $0.call != cut.id.hexadecimal }
        #expect(lines.count == (isAnswered ? 2 : 1) && lines.count - own.count == 1)
        #expect(own.allSatisfy { $0.ringSeconds == 1 && !$0.isInterrupted })
        #expect(lines.count { $0.isInterrupted } == 1)
    }

    /// Two calls of one line before the journal opens: only the first can be what was left of the cut one.
    @Test func `F11 calls before the journal opens are each recorded once, with nothing cut too`() {
        let script = Self.held + Self.rung.map { ($0.second + 24, $0.stimulus) }
        let alone = Self.lines(remembering: nil, script: script)
        #expect(alone.compactMap(\.durationSeconds) == [20] && alone.count == 2)
        #expect(Set(alone.map(\.call)).count == 2)
        let cut = CutCallTests.call(isAnswered: true)
        let lines = Self.lines(remembering: cut, script: script)
        #expect(lines.count == 2 && lines.count { $0.call == cut.id.hexadecimal } == 1)
        #expect(lines.count { $0.isInterrupted } == 1)
    }
}
