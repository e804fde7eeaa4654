/// What the station knows of the time of day (DESIGN 10).
///
/// | | from | used for |
/// | --- | --- | --- |
/// | earliest | the last confirmed time, or else the stored bound, plus the monotonic clock | where terms start |
/// | latest known | the furthest of all bounds and of the claim | whether a term is due |
/// | claimed | the wall clock | what records say besides |
/// | reckoned | the last confirmed time of this run, or else the claim, but never before the earliest | accounts, rota, opening hours, the hour of a call |
///
/// A term starts as early and is called due as soon as anything known allows, so that an error of
/// any clock makes a warning early, never late (P7). Power-off time counts as zero until the centre
/// confirms a time.
///
/// | trust | when |
/// | --- | --- |
/// | confirmed | the centre confirmed the time in this run, at most 48 h ago |
/// | carried | it did not, and the wall clock does not lie more than a minute before the earliest time |
/// | unknown | it did not, and the wall clock was not read or lies further before that |
public struct TimeKeeper: Hashable, Sendable {
    /// How long a confirmation holds: a monotonic clock that is 500 ppm off, as the kernel allows at
    /// most, goes wrong by 86 s in this time.
    public static let confirmationValidity: Duration = .seconds(48 * 3_600)

    /// How far a confirmed time may lie before the bound by an answer's way and a clock's drift; if
    /// it lies further before, an earlier confirmation was wrong and is given up.
    public static let tolerance: Duration = .seconds(60)

    /// How much a claim may differ from a confirmed time without a record of it.
    public static let claimTolerance: Duration = .seconds(60)

    /// How far a bound may jump without a record of it.
    public static let boundTolerance: Duration = .seconds(3_600)

    /// How often the bound is saved at least.
    public static let savePeriod: Duration = .seconds(3_600)

    /// How often a correction is recorded at most.
    public static let recordPeriod: Duration = .seconds(86_400)

    private var stored: Line?
    private var confirmed: Line?
    private var furthest: Line?
    private var wall: Line?
    private var nextSave = Instant.start + Self.savePeriod
    private var nextRecord = Instant.start

    /// A time of day that runs with the monotonic clock.
    private struct Line: Hashable, Sendable {
        var time: UnixTime
        var read: Instant

        func value(at now: Instant) -> UnixTime {
            time + (now - read)
        }
    }

    /// Makes a keeper that knows nothing.
    public init() {}

    /// The earliest time that it can be: where terms start.
    public func earliest(at now: Instant) -> UnixTime {
        (confirmed ?? stored)?.value(at: now)
            ?? UnixTime(milliseconds: 0) + (now - .start)
    }

    /// What the wall clock says, or the earliest time where it was not read.
    public func claimed(at now: Instant) -> UnixTime {
        wall?.value(at: now) ?? earliest(at: now)
    }

    /// The time to go by where access, a shift or an opening hour hangs on it.
    ///
    /// Once the centre has confirmed a time in this run the wall clock no longer counts; before that it
    /// does, but never before the earliest time that it can be.
    public func reckoned(at now: Instant) -> UnixTime {
        confirmed?.value(at: now) ?? max(claimed(at: now), earliest(at: now))
    }

    /// The latest time that anything known says it is: terms are due by it.
    public func latestKnown(at now: Instant) -> UnixTime {
        max(furthest?.value(at: now) ?? earliest(at: now), claimed(at: now))
    }

    /// How far the time can be trusted.
    public func trust(at now: Instant) -> ClockTrust {
        if let confirmed, now < confirmed.read + Self.confirmationValidity {
            return .confirmed
        }
        guard wall != nil, stored != nil || confirmed != nil, !isClaimTooEarly(at: now) else {
            return .unknown
        }
        return .carried
    }

    /// Whether the wall clock is noticeably wrong: it differs from a time that is confirmed, or lies
    /// before the earliest that it can be.
    ///
    /// The second needs no centre: a clock that starts in 1970 is named at once, where the journal or the
    /// key list know better.
    public func isClaimWrong(at now: Instant) -> Bool {
        guard wall != nil, confirmed != nil || stored != nil else { return false }
        if isClaimTooEarly(at: now) { return true }
        return trust(at: now) == .confirmed
            && claimed(at: now) - earliest(at: now) > Self.claimTolerance
    }

    /// Whether the wall clock lies noticeably before the earliest time that it can be.
    private func isClaimTooEarly(at now: Instant) -> Bool {
        earliest(at: now) - claimed(at: now) > Self.claimTolerance
    }

    /// How long ago the centre confirmed the time, or nothing where it did not in this run.
    func confirmationAge(at now: Instant) -> Duration? {
        confirmed.map { now - $0.read }
    }

    /// How far the wall clock lies ahead of the confirmed time, or nothing where there is none.
    func claimError(at now: Instant) -> Duration? {
        guard confirmed != nil, let wall else { return nil }
        return wall.value(at: now) - earliest(at: now)
    }

    /// The wall clock was read.
    mutating func readWallClock(_ time: UnixTime, at now: Instant) {
        wall = Line(time: time, read: now)
    }

    /// The bound was read from the journal, which held true at `read`: at the start of this run, or
    /// now where the journal was opened again and the bound may have been saved in this run.
    mutating func restoreBound(_ bound: UnixTime, trueAt read: Instant, at now: Instant) {
        let line = Line(time: max(bound, UnixTime(milliseconds: 0)), read: read)
        if confirmed == nil, stored.map({ $0.value(at: now) < line.value(at: now) }) ?? true {
            stored = line
        }
        raiseFurthest(to: line, at: now)
    }

    /// The centre confirmed the time; what is to be recorded of it, if anything.
    mutating func confirm(_ time: UnixTime, at now: Instant) -> ClockContent? {
        let before = earliest(at: now)
        let claim = claimed(at: now)
        let line = Line(time: time, read: now)
        if let furthest, furthest.value(at: now) - time > Self.tolerance {
            self.furthest = line
        }
        raiseFurthest(to: line, at: now)
        confirmed = line
        let isNoticeable =
            time - before > Self.boundTolerance || claim - time > Self.claimTolerance
            || time - claim > Self.claimTolerance
        guard isNoticeable, !(now < nextRecord) else { return nil }
        nextRecord = now + Self.recordPeriod
        return ClockContent(
            earliestBeforeMilliseconds: before.milliseconds,
            confirmedMilliseconds: time.milliseconds,
            claimedMilliseconds: claim.milliseconds
        )
    }

    /// The bound to be saved with something else that is written now.
    mutating func boundToSave(at now: Instant) -> UnixTime {
        nextSave = now + Self.savePeriod
        return earliest(at: now)
    }

    /// When the bound is to be saved, or the confirmation ends.
    func nextDeadline(isSaving: Bool, after now: Instant) -> Instant? {
        let save = isSaving ? nextSave : nil
        guard let end = confirmed.map({ $0.read + Self.confirmationValidity }), now < end else {
            return save
        }
        return save.map { min($0, end) } ?? end
    }

    /// Whether the bound is to be saved now.
    func isSaveDue(at now: Instant) -> Bool {
        !(now < nextSave)
    }

    private mutating func raiseFurthest(to line: Line, at now: Instant) {
        if let furthest, !(furthest.value(at: now) < line.value(at: now)) { return }
        furthest = line
    }
}
