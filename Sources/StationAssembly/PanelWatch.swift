internal import ControlProtocol
internal import DeviceThreads
internal import MeldpostCore

/// A technician who watches the panel: what happened waits here until it is sent.
final class PanelWatch: Sendable {
    /// How many events wait; what finds no room is counted, and the count is told.
    static let capacity = 64

    /// What is to be sent.
    let notices = Mailbox<PanelNotice>(capacities: [capacity])
}

/// Everybody who watches the panel, as the loop sees them: it hands on and never waits.
///
/// Nothing of an event is kept here: not which key, and not that there was one while somebody is served
/// (P8).
struct PanelWatches {
    /// How many may watch at a time.
    static let limit = 2
    /// For how long: one who has gone home must not learn when somebody is at the kiosk.
    static let time = Duration.seconds(3_600)

    private struct Watcher {
        var watch: PanelWatch
        var start: Instant
        var missed = 0
    }

    private var watchers: [Watcher] = []
    private var wasServed = false

    /// Whether nobody watches.
    var isEmpty: Bool { watchers.isEmpty }

    /// Somebody wants to watch from `now` on.
    mutating func add(_ watch: PanelWatch, isServed: Bool, at now: Instant) {
        guard watchers.count < Self.limit else {
            watch.notices.post(PanelNotice(.busy, tenths: 0))
            return
        }
        watchers.append(Watcher(watch: watch, start: now))
        let seconds = Int(Self.time.components.seconds)
        watch.notices.post(PanelNotice(.watching, tenths: 0, count: seconds))
        if isServed { watch.notices.post(PanelNotice(.keysHidden, tenths: 0)) }
        wasServed = isServed
    }

    /// Somebody does not watch any more.
    mutating func remove(_ watch: PanelWatch) {
        watchers.removeAll { $0.watch === watch }
    }

    /// Something happened at the panel.
    ///
    /// - Parameters:
    ///   - stimulus: what; of a key only that there was one is looked at.
    ///   - wasServed: whether somebody was served before it: then a key is not told.
    ///   - now: when.
    mutating func note(_ stimulus: Stimulus, wasServed: Bool, at now: Instant) {
        guard !watchers.isEmpty, let event = PanelNotice.event(of: stimulus),
            !(wasServed && event.isKey)
        else { return }
        tell(event.kind, count: event.count, at: now)
    }

    /// Tells whether keys are told from now on, where that has changed, and what was missed.
    mutating func settle(isServed: Bool, at now: Instant) {
        guard !watchers.isEmpty else { return }
        if isServed != wasServed {
            wasServed = isServed
            tell(isServed ? .keysHidden : .keysTold, at: now)
        }
        for place in watchers.indices { tellMissed(place, at: now) }
    }

    private mutating func tell(_ kind: PanelNotice.Kind, count: Int = 0, at now: Instant) {
        for place in watchers.indices {
            tellMissed(place, at: now)
            let notice = PanelNotice(kind, tenths: tenths(place, at: now), count: count)
            let isMissed =
                watchers[place].missed > 0 || !watchers[place].watch.notices.post(notice)
            if isMissed { watchers[place].missed += 1 }
        }
    }

    /// Says first how much was missed: no event is told in between as if nothing were missing.
    private mutating func tellMissed(_ place: Int, at now: Instant) {
        guard watchers[place].missed > 0 else { return }
        let notice = PanelNotice(
            .notTold,
            tenths: tenths(place, at: now),
            count: watchers[place].missed
        )
        if watchers[place].watch.notices.post(notice) { watchers[place].missed = 0 }
    }

    private func tenths(_ place: Int, at now: Instant) -> Int {
        Int(max(0, (now - watchers[place].start).wholeMilliseconds / 100))
    }
}
