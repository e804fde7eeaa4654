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
