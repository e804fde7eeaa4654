import Testing

@testable import MeldpostCore

/// Calls that a power cut broke off: which call goes on, and which is another one.
///
/// | the journal remembers | the line shows within 5 s of the start | |
/// | --- | --- | --- |
/// | any call | the receiver is up | it goes on |
/// | a call that nobody had answered | a ring | it goes on |
/// | a call that was answered | a ring | it is over; somebody else rings |
/// | any call | nothing | it is over, whatever comes later |
@Suite struct CutCallTests {
    /// A call of line 1 that a power cut broke off.
    static func call(isAnswered: Bool, seed: UInt64 = 1) -> OpenCall {
        var random = StationRandom(seed: seed, stream: 1)
        return OpenCall(
            id: CallID(using: &random),
            line: .first,
            hour: StationBench.noon.hour,
            isAnswered: isAnswered
        )
    }

    /// The records of the lines after a start with a call that was cut off.
    private static func lines(
        _ calls: OpenCall...,
        script: (inout DeskBench) -> Void
    ) -> [HotlineCallContent] {
        var bench = DeskBench(calls: calls)
        bench.time = .milliseconds(20)
        script(&bench)
        bench.pass(.seconds(120))
        return bench.calls.map(\.content)
    }

    private static func ring(_ bench: inout DeskBench) {
        bench.tell(.lineRings(.first, true))
        bench.pass(.seconds(1))
        bench.tell(.lineRings(.first, false))
    }

    /// Broken once: with the first call of a line in ten seconds taken for the cut one, a caller was lost.
    @Test(arguments: [0, 3, 7] as [Int64])
    func `F11 a ring after a start is no call that was answered before the power cut`(
        seconds: Int64
    ) {
        let cut = Self.call(isAnswered: true)
        let lines = Self.lines(cut) { bench in
            bench.pass(.seconds(seconds))
            Self.ring(&bench)
        }
        #expect(lines.count == 2)
        let (old, new) = (
            lines.filter { $0.call == cut.id.hexadecimal },
            lines.filter { $0.call != cut.id.hexadecimal }
        )
        #expect(old.map(\.isInterrupted) == [true] && old.map(\.isAnswered) == [true])
        #expect(new.map(\.isInterrupted) == [false] && new.map(\.ringSeconds) == [1])
    }

    @Test(arguments: [(0, 1), (3, 1), (6, 2), (9, 2)] as [(Int64, Int)])
    func `F11 a call that rang goes on with the next ring of its cadence, and not with a later one`(
        seconds: Int64,
        count: Int
    ) {
        let cut = Self.call(isAnswered: false)
        let lines = Self.lines(cut) { bench in
            bench.pass(.seconds(seconds))
            Self.ring(&bench)
        }
        #expect(lines.count == count)
        #expect(lines.count { $0.call == cut.id.hexadecimal && $0.isInterrupted } == 1)
    }

    @Test(arguments: [true, false])
    func `F11 a receiver that is still up after a start is the call that was cut`(isAnswered: Bool)
    {
        let cut = Self.call(isAnswered: isAnswered)
        let lines = Self.lines(cut) { bench in
            bench.pass(.seconds(2))
            bench.tell(.lineOffHook(.first, true))
            bench.pass(.seconds(60))
            #expect(bench.station.machine.calls.calls.map(\.isAnswered) == [true])
            bench.tell(.lineOffHook(.first, false))
        }
        #expect(lines.map(\.call) == [cut.id.hexadecimal])
        #expect(lines.map(\.isOutgoing) == [false] && lines.map(\.durationSeconds) == [60])
    }

    /// Broken once: with the first of them continued, the older call had the end of the newer one; and
    /// with the older one left to go on where the newer one was answered, a third call was lost.
    @Test(arguments: [true, false], [true, false])
    func `F11 of two calls of one line that were cut off only the newer one goes on`(
        isOldAnswered: Bool,
        isNewAnswered: Bool
    ) {
        let old = Self.call(isAnswered: isOldAnswered)
        let new = Self.call(isAnswered: isNewAnswered, seed: 2)
        let held = Self.lines(old, new) { bench in
            bench.tell(.lineOffHook(.first, true))
            bench.pass(.seconds(60))
            bench.tell(.lineOffHook(.first, false))
        }
        #expect(Set(held.map(\.call)) == [old.id.hexadecimal, new.id.hexadecimal])
        #expect(held.count == 2 && held.allSatisfy { $0.isInterrupted })
        #expect(held.first { $0.call == new.id.hexadecimal }?.durationSeconds == 60)
        #expect(held.first { $0.call == old.id.hexadecimal }?.durationSeconds == nil)
        // A ring is of the newer one, or of a third call where that was answered.
        let rung = Self.lines(old, new) { bench in
            Self.ring(&bench)
        }
        #expect(rung.count == (isNewAnswered ? 3 : 2))
        #expect(rung.first { $0.call == old.id.hexadecimal }?.ringSeconds == nil)
    }

    @Test
    func `F11 a receiver that is put down right after a start leaves the next ring to a new call`()
    {
        let cut = Self.call(isAnswered: true)
        let lines = Self.lines(cut) { bench in
            bench.tell(.lineOffHook(.first, true))
            bench.pass(.seconds(2))
            bench.tell(.lineOffHook(.first, false))
            bench.pass(.seconds(2))
            Self.ring(&bench)
        }
        #expect(lines.count == 2)
        #expect(lines.count { $0.call == cut.id.hexadecimal } == 1)
    }
}
