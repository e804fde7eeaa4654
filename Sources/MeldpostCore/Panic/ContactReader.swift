/// Turns readings of the two panic contacts into presses, releases and faults of the wire.
///
/// Pressed time is collected as in a leaky bucket: it fills while both contacts say "pressed",
/// drains at a quarter of that speed while both say "released", and stays while they disagree, as
/// they do for a moment in every press. A press counts when 40 ms are collected:
///
/// | contact | counts |
/// | --- | --- |
/// | 40 ms in one piece or more (at exactly 40 ms too) | yes |
/// | from 50 ms, read with up to 10 ms delay | yes, for certain |
/// | less than 20 ms in all | never |
/// | 1 ms spikes, 4 ms or more apart | never: each is a glitch |
/// | bounce at 5 kHz, half of the time pressed | yes, once, after 107 ms |
///
/// After a press the button counts as up when it was released for 40 ms without a break.
///
/// Source: DESIGN 8; FAULTS F1 to F6.
struct ContactReader: Hashable, Sendable {
    /// What a reading, or time, led to.
    enum Change: Hashable, Sendable {
        /// The button was pressed.
        case pressed
        /// The button is up again.
        case released
        /// The contacts disagree: a wire is cut or shorted (F6); or they agree again.
        case wireFault(isPresent: Bool)
        /// The button stays down: it is stuck (F3); or it came up.
        case stuck(isPresent: Bool)
    }

    /// How much pressed time makes a press.
    static let pressTime: Duration = .milliseconds(40)
    /// How long the button is up before it counts as released.
    static let releaseTime: Duration = .milliseconds(40)
    /// How many times slower collected time drains than it fills.
    static let drainDivisor = 4
    /// How long the contacts disagree before it is a fault of the wire.
    static let wireFaultTime: Duration = .milliseconds(500)
    /// How long a button is down before it is stuck.
    static let stuckTime: Duration = .seconds(600)

    /// Contacts that were closed too short to be a press.
    private(set) var glitches: UInt32 = 0
    /// Whether the button counts as down.
    var isDown: Bool { downSince != nil }
    /// Whether the contacts disagree for long.
    private(set) var hasWireFault = false
    /// Whether the button is down for long.
    private(set) var isStuck = false

    private var reading: Reading?
    /// When the reading became what it is.
    private var readingSince: Instant = .start
    /// Up to when time is accounted for.
    private var settledTo: Instant = .start
    private var collected: Duration = .zero
    private var downSince: Instant?

    private enum Reading: Hashable, Sendable {
        case pressed
        case released
        case disagreeing

        init(_ contacts: PanicContacts) {
            switch contacts {
            case .pressed: self = .pressed
            case .released: self = .released
            default: self = .disagreeing
            }
        }
    }

    /// The contacts were read.
    mutating func read(_ contacts: PanicContacts, at now: Instant) -> [Change] {
        let changes = settle(to: now)
        let new = Reading(contacts)
        if new != reading {
            reading = new
            readingSince = settledTo
        }
        return changes
    }

    /// A panel that debounces by itself told how the contacts stand and whether there were presses.
    mutating func take(_ report: PressReport, at now: Instant) -> [Change] {
        var changes = settle(to: now)
        if report.presses > 0 {
            collected = .zero
            downSince = settledTo
            changes.removeAll { $0 == .pressed }
            changes.append(.pressed)
        }
        changes += read(report.contacts, at: now)
        if report.hasWireFault != hasWireFault {
            hasWireFault = report.hasWireFault
            changes.append(.wireFault(isPresent: hasWireFault))
        }
        glitches = max(glitches, report.glitches)
        return changes
    }

    /// Time has passed.
    mutating func settle(to time: Instant) -> [Change] {
        let now = max(time, settledTo)
        let passed = now - settledTo
        settledTo = now
        switch reading {
        case nil: return []
        case .pressed: return settlePressed(passed, at: now)
        case .released: return settleReleased(passed, at: now)
        case .disagreeing: return settleDisagreeing(at: now)
        }
    }

    /// When time alone makes the next change.
    var nextDeadline: Instant? {
        switch (reading, downSince) {
        case (nil, _): nil
        case (.pressed, nil): settledTo + (Self.pressTime - collected)
        case (.pressed, let since?): stuckDeadline(since)
        case (.released, nil): hasWireFault ? readingSince + Self.wireFaultTime : nil
        case (.released, .some): readingSince + Self.releaseTime
        case (.disagreeing, let since):
            hasWireFault ? since.flatMap(stuckDeadline) : readingSince + Self.wireFaultTime
        }
    }

    private func stuckDeadline(_ since: Instant) -> Instant? {
        isStuck ? nil : since + Self.stuckTime
    }

    private mutating func settlePressed(_ passed: Duration, at now: Instant) -> [Change] {
        var changes: [Change] = []
        if downSince == nil {
            collected += passed
            if collected >= Self.pressTime {
                downSince = now + (Self.pressTime - collected)
                collected = .zero
                changes.append(.pressed)
            }
        }
        return changes + findStuck(at: now)
    }

    private mutating func settleReleased(_ passed: Duration, at now: Instant) -> [Change] {
        var changes: [Change] = []
        let releasedFor = now - readingSince
        if downSince != nil {
            if releasedFor >= Self.releaseTime {
                downSince = nil
                changes.append(.released)
                if isStuck {
                    isStuck = false
                    changes.append(.stuck(isPresent: false))
                }
            }
        } else if collected > .zero {
            collected -= passed / Self.drainDivisor
            if collected <= .zero {
                collected = .zero
                glitches &+= 1
            }
        }
        if hasWireFault, releasedFor >= Self.wireFaultTime {
            hasWireFault = false
            changes.append(.wireFault(isPresent: false))
        }
        return changes
    }

    private mutating func settleDisagreeing(at now: Instant) -> [Change] {
        var changes: [Change] = []
        if !hasWireFault, now - readingSince >= Self.wireFaultTime {
            hasWireFault = true
            changes.append(.wireFault(isPresent: true))
        }
        return changes + findStuck(at: now)
    }

    private mutating func findStuck(at now: Instant) -> [Change] {
        guard let downSince, !isStuck, now - downSince >= Self.stuckTime else { return [] }
        isStuck = true
        return [.stuck(isPresent: true)]
    }
}
