import MeldpostCore

/// A slow, obvious reading of a line, independent of `LineWatch`: every hundredth of a second is
/// looked at, and every rule is asked of the whole past.
///
/// It knows no state but the list of samples and, per call, where it began.
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

    let ring: [Bool]
    let hook: [Bool]

    /// Makes a reading of raw samples.
    init(ring: [Bool], hook: [Bool]) {
        self.ring = Self.steady(ring, on: 60, off: 60)
        self.hook = Self.steady(hook, on: 200, off: 1_200)
        rawRing = ring
        rawHook = hook
    }

    private let rawRing: [Bool]
    private let rawHook: [Bool]

    /// A sample is on once the raw ones have been on for so long, and off likewise; else as before.
    private static func steady(_ raw: [Bool], on: Int64, off: Int64) -> [Bool] {
        var result: [Bool] = []
        for place in raw.indices {
            let before = result.last ?? false
            let needed = Int((before ? off : on) / step)
            let first = place - needed
            let isHeld =
                first >= 0 && raw[first..<place].allSatisfy { $0 != before }
            result.append(isHeld ? !before : before)
        }
        return result
    }

    /// When the raw input became what the steady one became at `place`: it was held until then.
    private static func since(_ raw: [Bool], _ place: Int) -> Int64 {
        var first = place - 1
        while first > 0, raw[first - 1] == raw[place - 1] { first -= 1 }
        return Int64(first) * step
    }

    /// The calls that are over at the end of the samples.
    var calls: [Call] {
        var calls: [Call] = []
        var current: Call?
        var lifted: Int64?
        var quiet: Int64?
        var isDeaf = false
        var isStuckUp = false
        var rangOn = false
        for place in ring.indices.dropFirst() {
            let now = Int64(place) * Self.step
            let isLift = hook[place] && !hook[place - 1]
            let isDown = !hook[place] && hook[place - 1]
            func finish(_ end: Int64, isBroken: Bool = false) {
                guard var call = current else { return }
                call.ended = max(end, call.answered ?? call.began)
                call.isBroken = isBroken
                calls.append(call)
                current = nil
            }
            func begin(_ at: Int64, isOutgoing: Bool) {
                current = Call(
                    began: at,
                    answered: isOutgoing ? at : nil,
                    ended: at,
                    isOutgoing: isOutgoing,
                    isBroken: false
                )
            }
            if isLift {
                let at = Self.since(rawHook, place)
                if current != nil {
                    let began = current?.began ?? at
                    current?.answered = max(at, began)
                } else {
                    lifted = at
                    isDeaf = false
                }
            }
            if isDown {
                let at = Self.since(rawHook, place)
                if current?.answered != nil { finish(at) }
                lifted = nil
                isStuckUp = false
                if rangOn {
                    isDeaf = true
                } else if ring[place - 1], current == nil {
                    begin(at, isOutgoing: false)
                }
            }
            if ring[place] && !ring[place - 1] {
                quiet = nil
                if current == nil, lifted == nil, !isDeaf, !isStuckUp {
                    begin(Self.since(rawRing, place), isOutgoing: false)
                }
            }
            if !ring[place] && ring[place - 1] { quiet = Self.since(rawRing, place) }
            if let call = current {
                if let answered = call.answered, now >= answered + 4 * 3_600_000 {
                    finish(now, isBroken: true)
                    isStuckUp = true
                } else if call.answered == nil, now >= call.began + 600_000 {
                    finish(now, isBroken: true)
                    isDeaf = true
                    rangOn = true
                }
            }
            if let at = lifted, now >= at + 4_200 {
                lifted = nil
                begin(at, isOutgoing: true)
            }
            if let at = quiet, now >= at + 8_000 {
                quiet = nil
                rangOn = false
                isDeaf = false
                if current?.answered == nil { finish(at) }
            }
        }
        return calls
    }
}
