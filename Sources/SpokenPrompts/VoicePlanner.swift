internal import MeldpostCore

/// Decides which samples are heard when: speech, tones and silence, on one line of time.
///
/// It holds no clock and no card: the time comes in, samples go out, a little ahead of the time at
/// which they are heard. A card that is not there changes nothing: what is said comes to its end at
/// the same instant whether anybody hears it or not.
///
/// ```
///          say               material             last sample handed out   heard
///  silent ─────▶ expecting ──────────▶ speaking ────────────────▶ ending ────────▶ silent
///                                 a tone stands in front of what is said
/// ```
struct VoicePlanner {
    /// How far ahead of the ear samples are handed out.
    ///
    /// It is also the most that is heard after a cut on a card that cannot drop what it has, within
    /// the 100 ms of a barge-in (DESIGN 7).
    static let lead = Duration.milliseconds(80)

    /// How often samples are handed out.
    static let period = Duration.milliseconds(20)

    /// How long the card is left alone after the last sample, so that a slow one ends it too.
    static let tail = Duration.milliseconds(100)

    /// What is to be done.
    enum Action: Hashable, Sendable {
        /// Hand these samples to the card; they follow the ones before without a gap.
        case play([Int16])
        /// Drop all that was handed out and is not heard yet.
        case cut
        /// Nothing follows for now.
        case rest
        /// The utterance of this number was heard to its end.
        case finished(number: UInt64)
    }

    /// Samples that were handed out without a gap.
    private struct Run {
        var start: Instant
        var frames = 0

        /// When the last of them was heard.
        var end: Instant { start + SoundFormat.duration(ofFrames: frames) }
    }

    private struct Speech {
        var number: UInt64
        /// The samples, or nothing while they are being read.
        var samples: ArraySlice<Int16>?
    }

    private var speech: Speech?
    private var ending: (number: UInt64, at: Instant)?
    private var tone: ArraySlice<Int16> = []
    private var hasSpeechAhead = false
    private var run: Run?

    /// When the time alone makes something due.
    var nextDeadline: Instant? {
        let refill = run.map { $0.end + (hasMaterial ? Self.period - Self.lead : Self.tail) }
        return [ending?.at, refill].compactMap(\.self).min()
    }

    /// An utterance begins; what is being said stops.
    mutating func say(number: UInt64, at now: Instant) -> [Action] {
        let actions = hush(at: now)
        speech = Speech(number: number, samples: nil)
        return actions
    }

    /// The samples of the utterance `number` were read; those of an older one are dropped.
    mutating func take(_ samples: [Int16], of number: UInt64, at now: Instant) -> [Action] {
        guard speech?.number == number, speech?.samples == nil else { return [] }
        speech?.samples = samples[...]
        return advance(to: now)
    }

    /// Silence, at once; a tone that sounds alone goes on.
    mutating func hush(at now: Instant) -> [Action] {
        speech = nil
        ending = nil
        guard hasSpeechAhead, let run, run.end > now else { return [] }
        return cut()
    }

    /// A tone, at once; what is being said waits for it.
    mutating func sound(_ tone: Tone, at now: Instant) -> [Action] {
        let actions = cut()
        self.tone = tone.samples[...]
        return actions + advance(to: now)
    }

    /// Lets time pass.
    mutating func advance(to now: Instant) -> [Action] {
        var actions: [Action] = []
        if let ending, ending.at <= now {
            self.ending = nil
            actions.append(.finished(number: ending.number))
        }
        if hasMaterial { actions += handOut(at: now) }
        if let run, !hasMaterial, run.end + Self.tail <= now {
            self.run = nil
            hasSpeechAhead = false
            actions.append(.rest)
        }
        return actions
    }

    private var hasMaterial: Bool {
        !tone.isEmpty || speech?.samples != nil
    }

    private mutating func cut() -> [Action] {
        defer {
            run = nil
            tone = []
            hasSpeechAhead = false
        }
        return run == nil ? [] : [.cut]
    }

    /// Hands out what is heard until ``lead`` from now.
    private mutating func handOut(at now: Instant) -> [Action] {
        // Where the time has run away from the samples there was a gap: they begin again now.
        var current = run.flatMap { $0.end >= now ? $0 : nil } ?? Run(start: now)
        var samples: [Int16] = []
        let wanted = SoundFormat.frames(in: now + Self.lead - current.start) - current.frames
        while samples.count < wanted {
            let count = wanted - samples.count
            if !tone.isEmpty {
                samples += tone.prefix(count)
                tone = tone.dropFirst(count)
            } else if let rest = speech?.samples, let number = speech?.number {
                samples += rest.prefix(count)
                hasSpeechAhead = true
                if rest.count > count {
                    speech?.samples = rest.dropFirst(count)
                } else {
                    speech = nil
                    let end = Run(start: current.start, frames: current.frames + samples.count)
                    ending = (number, end.end)
                }
            } else {
                break
            }
        }
        current.frames += samples.count
        run = current
        return samples.isEmpty ? [] : [.play(samples)]
    }
}
