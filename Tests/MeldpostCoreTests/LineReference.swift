/// A slow, obvious reading of a line, independent of `LineWatch`: every hundredth of a second is
/// looked at, with what the two signals truly were in it.
///
/// What was true is found by looking ahead: a run of samples that is long enough counts from its first
/// sample, and a shorter one was bounce. With that known there is one rule: whenever it rings and no
/// call goes on, one begins.
struct LineReference {
    /// A sample every 10 ms.
    static let step: Int64 = 10

    struct Call: Hashable {
        var began: Int64
        var answered: Int64?
        var ended: Int64
        var isOutgoing: Bool
        var isBroken: Bool
    }

    /// Whether it truly rang, and whether the receiver was truly up, in each sample.
    let ring: [Bool]
    let hook: [Bool]

    /// Makes a reading of raw samples that begin and end with silence.
    init(ring: [Bool], hook: [Bool]) {
        self.ring = Self.truth(of: ring, on: 60, off: 60)
        self.hook = Self.truth(of: hook, on: 200, off: 1_200)
    }

    /// The samples without the runs that are too short to count.
    private static func truth(of raw: [Bool], on: Int64, off: Int64) -> [Bool] {
        var truth: [Bool] = []
        while truth.count < raw.count {
            let value = raw[truth.count]
            let rest = raw[truth.count...]
            let length = (rest.firstIndex(of: !value) ?? raw.count) - truth.count
            let counts = Int64(length) * step >= (value ? on : off)
            let before = truth.last ?? false
            truth += [Bool](repeating: counts ? value : before, count: length)
        }
        return truth
    }

    /// When it began to ring, each time.
    var rings: [Int64] {
        ring.indices.dropFirst().filter { ring[$0] && !ring[$0 - 1] }.map { Int64($0) * Self.step }
    }

    /// When the line has not rung for eight seconds after `time`.
    func quiet(after time: Int64) -> Int64 {
        var silent: Int64 = 0
        // A silence may have begun before; one of eight seconds would have ended the call.
        var place = Int((time - 8_000) / Self.step)
        while place < ring.count, silent < 8_000 {
            silent = ring[place] ? 0 : silent + Self.step
            place += 1
        }
        return Int64(place) * Self.step
    }

    /// The calls that are over at the end of the samples.
    var calls: [Call] {
        var calls: [Call] = []
        var current: Call?
        var lifted: Int64?
        var quiet: Int64?
        // What lasted too long is not believed until it is over.
        var isRingStuck = false
        var isHookStuck = false
        for place in ring.indices.dropFirst() {
            let now = Int64(place) * Self.step
            func finish(_ end: Int64, isBroken: Bool = false) {
                guard var call = current else { return }
                call.ended = end
                call.isBroken = call.isBroken || isBroken
                calls.append(call)
                current = nil
            }
            func begin(_ at: Int64, answered: Int64?, isOutgoing: Bool = false) {
                current = Call(
                    began: at,
                    answered: answered,
                    ended: at,
                    isOutgoing: isOutgoing,
                    isBroken: isHookStuck || isRingStuck
                )
                lifted = nil
            }
            // What time alone does.
            if let call = current, let answered = call.answered {
                if now == answered + 4 * 3_600_000 {
                    finish(now, isBroken: true)
                    isHookStuck = true
                }
            } else if let call = current, now == call.began + 600_000 {
                finish(now, isBroken: true)
                isRingStuck = true
            }
            if let at = lifted, now == at + 3_000 { begin(at, answered: at, isOutgoing: true) }
            if let at = quiet, now == at + 8_000 {
                isRingStuck = false
                if let call = current, call.answered == nil { finish(at) }
            }
            // What the receiver does.
            if hook[place], !hook[place - 1] {
                if current != nil {
                    current?.answered = now
                } else if isRingStuck {
                    begin(now, answered: now)
                } else {
                    lifted = now
                }
            }
            if !hook[place], hook[place - 1] {
                if current?.answered != nil { finish(now) }
                lifted = nil
                isHookStuck = false
            }
            // What the ring does.
            quiet = ring[place] ? nil : ring[place - 1] ? now : quiet
            if ring[place], !isRingStuck, current == nil {
                begin(now, answered: lifted == nil ? nil : now)
            }
        }
        return calls
    }
}
