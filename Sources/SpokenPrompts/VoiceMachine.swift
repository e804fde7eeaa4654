internal import MeldpostCore

/// Everything that the voice decides: what is read, played, cut, and told to the station.
///
/// The runner is ``Voice``; this holds no clock, no thread and no card.
struct VoiceMachine {
    /// What is to be done.
    enum Action: Hashable, Sendable {
        /// Read the clips of an utterance; nothing else waits for the disk.
        case read(Utterance, reckoned: Duration)
        /// Something for the thread of the card.
        case card(generation: UInt64, CardOrder)
        /// Start a thread for the card.
        case open(generation: UInt64)
        /// Leave the thread of the card to itself.
        case abandon(generation: UInt64)
        /// Tell the station.
        case tell(VoiceEvent)
    }

    private var planner = VoicePlanner()
    private var watch: CardWatch
    private var isDamaged = false
    private var catalogue = CatalogueState(isMissing: false, missingCount: 0, outdatedCount: 0)
    private var shown: Set<Condition> = []
    private var conditions: Set<Condition> = []

    /// Begins in silence.
    init(at now: Instant) {
        watch = CardWatch(at: now)
    }

    /// When the time alone makes something due.
    var nextDeadline: Instant? {
        [planner.nextDeadline, watch.nextDeadline].compactMap(\.self).min()
    }

    /// Takes what happened.
    mutating func handle(_ input: VoiceInput, at now: Instant) -> [Action] {
        switch input {
        case .say(let utterance, let reckoned):
            return carryOut(planner.say(number: utterance.number, at: now))
                + [.read(utterance, reckoned: reckoned)]
        case .hush: return carryOut(planner.hush(at: now))
        case .tone(let tone): return carryOut(planner.sound(tone, at: now))
        case .visitBegan: return order(.setVolume)
        case .read(let utterance):
            if utterance.damagedCount > 0 { isDamaged = true }
            return showConditions()
                + carryOut(planner.take(utterance.samples, of: utterance.number, at: now))
        case .catalogueOpened(let state):
            catalogue = state
            return showConditions()
        case .cardAnswered(let generation):
            return carryOut(watch.answered(generation, at: now))
        case .cardPlayed(let generation):
            watch.played()
            return carryOut(watch.answered(generation, at: now))
        case .cardEnded(let generation): return carryOut(watch.ended(generation, at: now))
        }
    }

    /// Lets time pass.
    mutating func advance(to now: Instant) -> [Action] {
        carryOut(watch.advance(to: now)) + carryOut(planner.advance(to: now))
    }

    private mutating func carryOut(_ actions: [VoicePlanner.Action]) -> [Action] {
        actions.flatMap { action -> [Action] in
            switch action {
            case .play(let samples): order(.play(samples))
            case .cut: order(.cut)
            case .rest: order(.rest)
            case .finished(let number): [.tell(.utteranceFinished(number: number))]
            }
        }
    }

    private mutating func carryOut(_ actions: [CardWatch.Action]) -> [Action] {
        actions.flatMap { action -> [Action] in
            switch action {
            case .open(let generation): return [.open(generation: generation)]
            case .abandon(let generation): return [.abandon(generation: generation)]
            case .ask(let generation): return [.card(generation: generation, .ask)]
            case .changed(let isHeard):
                if isHeard {
                    conditions.remove(.voiceUnavailable)
                } else {
                    conditions.insert(.voiceUnavailable)
                }
                // A card that has just come is at whatever volume it was left.
                return showConditions() + (isHeard ? order(.setVolume) : [])
            }
        }
    }

    /// An order for the card, where one is open; else the sound is heard by nobody.
    private func order(_ order: CardOrder) -> [Action] {
        watch.openGeneration.map { [.card(generation: $0, order)] } ?? []
    }

    private mutating func showConditions() -> [Action] {
        func set(_ condition: Condition, _ isRaised: Bool) {
            if isRaised { conditions.insert(condition) } else { conditions.remove(condition) }
        }
        set(.voiceCatalogueMissing, catalogue.isMissing)
        set(
            .voiceCatalogueIncomplete,
            !catalogue.isMissing && (catalogue.missingCount > 0 || isDamaged)
        )
        set(.voiceCatalogueOutdated, catalogue.outdatedCount > 0)
        let changed = conditions.symmetricDifference(shown).sorted { $0.rawValue < $1.rawValue }
        shown = conditions
        return changed.map {
            .tell(.conditionChanged($0, isRaised: conditions.contains($0)))
        }
    }
}
