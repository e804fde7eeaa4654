import MeldpostCore
import Testing

@testable import SpokenPrompts

/// A planner on virtual time, with everything that would have been heard.
private struct PlannerRun {
    var planner = VoicePlanner()
    var now = Instant.start
    /// What the ear hears, a sample a frame from the start; what was not played is silence.
    var heard: [Int16] = []
    var ends: [(number: UInt64, at: Instant)] = []
    private var played = 0

    static let speech: [Int16] = Array(repeating: 5_000, count: SoundFormat.rate)

    mutating func perform(_ actions: [VoicePlanner.Action]) {
        for action in actions {
            switch action {
            case .play(let samples):
                let position = max(heard.count, frame(now))
                heard += Array(repeating: 0, count: position - heard.count)
                heard += samples
            case .cut: heard.removeLast(max(0, heard.count - frame(now)))
            case .rest: break
            case .finished(let number): ends.append((number, now))
            }
        }
    }

    /// Lets `duration` pass, as the runner would.
    mutating func pass(_ duration: Duration) {
        let end = now + duration
        while let next = planner.nextDeadline, next <= end {
            now = max(now, next)
            perform(planner.advance(to: now))
        }
        now = end
    }

    func frame(_ instant: Instant) -> Int { SoundFormat.frames(in: instant.sinceStart) }

    mutating func say(_ number: UInt64, samples: [Int16] = speech) {
        perform(planner.say(number: number, at: now))
        perform(planner.take(samples, of: number, at: now))
    }
}

@Suite struct VoicePlannerTests {
    @Test func `what is said is heard whole and once, and ends when its last sample is heard`() {
        var run = PlannerRun()
        run.pass(.milliseconds(500))
        run.say(7)
        run.pass(.seconds(3))
        #expect(run.heard.drop { $0 == 0 }.elementsEqual(PlannerRun.speech))
        #expect(run.ends.map(\.number) == [7])
        let late = run.ends[0].at - Instant(sinceStart: .milliseconds(1_500))
        #expect(late >= .zero && late < .milliseconds(2))
        #expect(run.planner.nextDeadline == nil)
    }

    /// Broken once: without the cut, 80 ms of speech were heard after each key.
    @Test func `F21 a hush at each 50 ms of a text is silence at once and no end`() {
        for step in 0..<20 {
            var run = PlannerRun()
            run.say(1)
            run.pass(.milliseconds(50 * step))
            let frame = run.frame(run.now)
            run.perform(run.planner.hush(at: run.now))
            run.pass(.seconds(3))
            #expect(run.heard.dropFirst(frame).allSatisfy { $0 == 0 }, "at \(50 * step) ms")
            #expect(run.ends.isEmpty)
        }
    }

    /// On a card that drops nothing, what was handed out is heard: it must be less than 100 ms.
    @Test func `F21 never more than 100 ms are handed out ahead`() {
        var run = PlannerRun()
        run.say(1)
        for _ in 0..<90 {
            run.pass(.milliseconds(10))
            let ahead = run.heard.count - run.frame(run.now)
            #expect(ahead <= SoundFormat.frames(in: .milliseconds(100)))
            // And enough for a thread that comes 40 ms late.
            #expect(ahead >= SoundFormat.frames(in: .milliseconds(40)))
        }
    }

    @Test func `a tone sounds at once, and a hush after it does not take it away`() {
        var run = PlannerRun()
        run.say(1)
        run.pass(.milliseconds(300))
        let frame = run.frame(run.now)
        run.perform(run.planner.hush(at: run.now))
        run.perform(run.planner.sound(.key, at: run.now))
        run.perform(run.planner.hush(at: run.now))
        run.pass(.seconds(1))
        #expect(run.heard.dropFirst(frame).starts(with: Tone.key.samples))
    }

    @Test func `what is said after a tone begins when the tone has ended`() {
        var run = PlannerRun()
        run.perform(run.planner.sound(.key, at: run.now))
        run.pass(.milliseconds(3))
        run.say(2)
        run.pass(.seconds(3))
        #expect(run.heard == Tone.key.samples + PlannerRun.speech)
        #expect(run.ends.map(\.number) == [2])
    }

    @Test func `a newer utterance takes the place of the one before`() {
        var run = PlannerRun()
        run.say(1)
        run.pass(.milliseconds(400))
        let frame = run.frame(run.now)
        run.say(2, samples: Array(repeating: -3_000, count: 100))
        run.pass(.seconds(3))
        #expect(run.heard.dropFirst(frame).elementsEqual(Array(repeating: -3_000, count: 100)))
        #expect(run.ends.map(\.number) == [2])
    }

    @Test func `samples that come for an older utterance are dropped`() {
        var run = PlannerRun()
        run.perform(run.planner.say(number: 1, at: run.now))
        run.perform(run.planner.say(number: 2, at: run.now))
        run.perform(run.planner.take(PlannerRun.speech, of: 1, at: run.now))
        run.pass(.seconds(3))
        #expect(run.heard.isEmpty && run.ends.isEmpty)
        run.perform(run.planner.take([1, 2, 3], of: 2, at: run.now))
        run.pass(.seconds(1))
        #expect(run.ends.map(\.number) == [2])
    }

    @Test func `an utterance without samples ends at once, but it ends`() {
        var run = PlannerRun()
        run.say(3, samples: [])
        run.pass(.milliseconds(1))
        #expect(run.ends.map(\.number) == [3])
    }

    @Test func `a thread that comes late leaves a gap and loses nothing`() {
        var run = PlannerRun()
        run.say(1)
        run.now = run.now + .milliseconds(500)
        run.perform(run.planner.advance(to: run.now))
        run.pass(.seconds(3))
        #expect(run.heard.filter { $0 != 0 } == PlannerRun.speech)
        #expect(run.ends.map(\.number) == [1])
    }

    @Test func `all tones are moderate, and the same key tone is given for every key`() {
        for tone in Tone.allCases {
            let samples = tone.samples
            #expect(samples.allSatisfy { abs(Int($0)) <= 8_192 })
            #expect(samples.contains { $0 > 6_000 })
            #expect(samples.first == 0)
        }
    }
}
