import Testing

@testable import MeldpostCore

/// Records of the desk while the disk takes none: which wait, which gives way, and in which order.
@Suite struct DeskRecordQueueTests {
    private static func names(_ count: Int) -> [CallID] {
        var random = StationRandom(seed: 4, stream: 4)
        return (0..<count).map { _ in CallID(using: &random) }
    }

    private static func call(_ id: CallID) -> DeskRecord {
        let content = HotlineCallContent(call: id.hexadecimal, line: 1, isAnswered: false)
        return DeskRecord(
            content: .hotlineCall(content),
            urgency: .ordinary,
            happenedAt: .start,
            call: id
        )
    }

    private static func mark(_ state: PanicState) -> DeskRecord {
        let content = PanicContent(incident: "aa", state: state, presses: 1, isTest: false)
        return DeskRecord(content: .panic(content), urgency: .panic, happenedAt: .start)
    }

    /// Everything that waits, as a disk takes it that works.
    private static func drained(_ queue: DeskRecordQueue, at now: Instant) -> [DeskRecord] {
        var queue = queue
        var found: [DeskRecord] = []
        while let record = queue.due(at: now) {
            found.append(record)
            queue.stored()
        }
        return found
    }

    /// Broken once: with the first of all records in the place of the oldest call, the mark of an alarm
    /// was gone.
    @Test(arguments: [true, false])
    func `of 513 calls the oldest gives way, and no mark, sign-in or account`(isAsked: Bool) {
        let names = Self.names(DeskRecordQueue.limit + 1)
        let signIn = DeskRecord(
            content: .signIn(SignInContent(worker: 100, isDuress: true)),
            urgency: .ordinary,
            happenedAt: .start
        )
        let revoked = DeskRecord(
            content: .service(ServiceContent(action: AccountAction.revoked.code, number: 207)),
            urgency: .ordinary,
            happenedAt: .start,
            account: DeskBench.account(207, isRevoked: true)
        )
        var queue = DeskRecordQueue()
        for record in [signIn, revoked, Self.mark(.accepted)] { queue.add(record) }
        if isAsked { #expect(queue.due(at: .start) == Self.mark(.accepted)) }
        for name in names.dropLast() {
            #expect(queue.add(Self.call(name)) == nil)
        }
        #expect(!queue.hasDropped)
        #expect(queue.add(Self.call(names[names.count - 1])) == names[0])
        #expect(queue.hasDropped)
        if isAsked { queue.failed(at: .start) }
        let found = Self.drained(queue, at: .start + DeskRecordQueue.retry)
        #expect(found.first == Self.mark(.accepted))
        #expect(found.dropFirst().prefix(2) == [signIn, revoked])
        #expect(found.compactMap(\.call) == Array(names.dropFirst()))
        // What is no call makes no room, and needs none.
        #expect(queue.add(signIn) == nil && queue.add(Self.mark(.verified)) == nil)
        #expect(Self.drained(queue, at: .start + DeskRecordQueue.retry).count == found.count + 2)
    }

    @Test func `the record that the journal has in hand never gives way`() {
        let names = Self.names(DeskRecordQueue.limit + 1)
        var queue = DeskRecordQueue()
        queue.add(Self.call(names[0]))
        #expect(queue.due(at: .start)?.call == names[0])
        for name in names[1..<DeskRecordQueue.limit] { queue.add(Self.call(name)) }
        #expect(queue.add(Self.call(names[DeskRecordQueue.limit])) == names[1])
        #expect(queue.callUnderWay == names[0])
    }

    /// Broken once: with each mark put before all others, an alarm was false first and accepted then.
    @Test func `marks of an alarm go first, in their own order`() {
        let names = Self.names(2)
        let marks = [PanicState.accepted, .falseAlarm, .verified].map { Self.mark($0) }
        var queue = DeskRecordQueue()
        queue.add(Self.call(names[0]))
        #expect(queue.due(at: .start)?.call == names[0])
        queue.add(Self.call(names[1]))
        queue.add(marks[0])
        queue.add(marks[1])
        queue.failed(at: .start)
        queue.add(marks[2])
        let found = Self.drained(queue, at: .start)
        #expect(found.prefix(3) == marks[...])
        #expect(found.suffix(2).map(\.call) == names)
    }

    /// Broken once: with the order in which they came, a refused call held up the sign-in behind it.
    @Test func `F39 a call that a full disk refuses holds up nothing that it may take`() {
        let names = Self.names(2)
        let signIn = DeskRecord(
            content: .signIn(SignInContent(worker: 100, isDuress: true)),
            urgency: .ordinary,
            happenedAt: .start
        )
        var queue = DeskRecordQueue()
        queue.add(Self.call(names[0]))
        #expect(queue.due(at: .start)?.call == names[0])
        queue.add(Self.call(names[1]))
        queue.add(signIn)
        queue.failed(at: .start)
        #expect(queue.due(at: .start) == signIn)
        // What is refused with the most room waits as before.
        queue.failed(at: .start)
        #expect(queue.due(at: .start) == nil)
        let later = Instant.start + DeskRecordQueue.retry
        #expect(Self.drained(queue, at: later).map(\.call) == [nil] + names.map { $0 })
        // Nor does the wait after a refusal.
        queue = DeskRecordQueue()
        queue.add(Self.call(names[0]))
        #expect(queue.due(at: .start)?.call == names[0])
        queue.failed(at: .start)
        #expect(queue.due(at: .start) == nil)
        queue.add(signIn)
        #expect(queue.due(at: .start) == signIn)
    }

    /// DESIGN 6: new logs of calls are refused before new reports.
    ///
    /// Broken once: with the sign-in put behind the call that the disk had refused, it waited with it.
    @Test func `F39 on a full disk calls give way, and reports, sign-ins and steps do not`() {
        var bench = IntakeTests.bench()
        bench.fullFor = .log
        bench.call()
        #expect(bench.station.lastSequence == 0 && bench.calls.count > 0)
        bench.signIn()
        #expect(bench.station.lastSequence == 1 && bench.signIns.count == 1)
        bench.key("2#")
        #expect(bench.said.first == "worker.not-stored" && bench.station.lastSequence == 1)
        #expect(bench.station.machine.calls.hasUnlogged)
        // The log of a report starts its seven days, and is one.
        bench.key("1#")
        #expect(bench.said.first == "worker.logged" && bench.station.lastSequence == 2)
        bench.key("7")
        #expect(bench.station.lastSequence == 3 && bench.station.machine.clocks.count == 2)
        bench.tell(.deskHandsetMoved(isLifted: false))
        bench.signIn()
        bench.key("14" + IntakeTests.shortest)
        #expect(bench.said.first == "worker.intake-stored" && bench.station.lastSequence == 5)
        bench.fullFor = nil
        bench.pass(.seconds(20))
        #expect(bench.station.lastSequence == 6)
        // The order in which they leave is that of their kind, full disk or not.
        #expect(bench.station.requests.allSatisfy { $0.urgency <= .ordinary })
    }

    @Test(arguments: CallClass.allCases, [false, true])
    func `F39 the log of a call has the room of a log, but for a report without a record`(
        kind: CallClass,
        hasRecord: Bool
    ) {
        let content = HotlineCallContent(
            call: "aa",
            line: 1,
            isAnswered: true,
            classification: kind.code,
            hasRecord: hasRecord
        )
        let bench = StationBench.running()
        let request = bench.machine.request(
            .hotlineCall(content),
            ticket: 1,
            urgency: .ordinary,
            happenedAt: .start
        )
        #expect(request.room == (kind == .report && !hasRecord ? .ordinary : .log))
        #expect(request.urgency == .ordinary)
    }

    /// Broken once: with the calls that gave way not told, their names stayed in the memory for ever.
    @Test func `what gave way is told until none waits, and leaves nothing in the memory`() {
        var bench = DeskBench(island: .bonaire)
        bench.isStoring = false
        for _ in 0...DeskRecordQueue.limit { bench.call(isAnswered: false) }
        #expect(bench.station.isRaised(.callsDropped))
        #expect(bench.station.machine.callsUnrecorded.count == DeskRecordQueue.limit)
        bench.isStoring = true
        bench.pass(.seconds(20_000))
        #expect(!bench.station.isRaised(.callsDropped))
        #expect(bench.station.machine.callsUnrecorded.isEmpty)
    }
}
