/// A self-test: the technician is guided through the parts of the box, one check after the other.
///
/// ```
///            wanted                   all was looked at, or something ended it
///  idle ───────────────▶ running ────────────────────────────────────────────▶ idle
///                         │  ▲
///      event, question, permission, recording, moving, pausing, probing: a stage of a check
/// ```
///
/// It is pure: what happens at the panel comes in, what is to be shown goes out.
///
/// - A self-test with somebody at the box (*attended*) has the keys and the handset of the kiosk to
///   itself. It does not begin while anybody uses the box, and it ends at once when somebody lifts the
///   handset, uses the desk or calls, when an alarm comes, and after two minutes in which nobody
///   pressed a key that was asked for or answered.
/// - A key is compared with the one that was asked for, told to the technician who asked, and
///   forgotten: the state after it does not depend on which key it was (P8; decision 11). Of a key of
///   the desk only whether it was the right one is told: a worker who comes keys a PIN there.
/// - The relay moves only once the record that says so is on disk: else the centre could take it for
///   an alarm.
/// - Whatever it moved is put back whenever it ends: lamps, relay, the test of the button (P6).
/// - Without anybody at the box it touches nothing of the panel, and looks at what needs nobody; it
///   does not know, and so cannot tell, whether somebody is at the kiosk (P9).
public struct SelfTest: Hashable, Sendable {
    /// What is waited for.
    enum Stage: Hashable, Sendable {
        /// Something at the panel.
        case event(until: Instant)
        /// The technician's word on what was shown.
        case question
        /// The technician's word on whether the relay may move.
        case permission
        /// The record that the relay is moved by a test is being stored.
        case recording(until: Instant)
        /// The relay is closed.
        case moving(until: Instant)
        /// The panel controller looks at itself.
        case pausing(until: Instant)
        /// The disk is being looked at.
        case probing(until: Instant)
    }

    /// A self-test that is going on.
    struct Run: Hashable, Sendable {
        var order: SelfTestOrder
        /// The checks that are not done; the first is the one that goes on.
        var checks: ArraySlice<SelfTestCheck>
        var stage = Stage.question
        /// When the technician last gave a sign of life.
        var sign: Instant
        var counts = SelfTestCounts()
        var isHandsetUp = false
        var isDeskHandsetUp = false
        /// Whether this self-test turned the test of the button on.
        var isButtonTestOurs = false
        /// The press of a test that was there before the button was asked for: it counts for nothing.
        var pressBefore: TestPress?
        var disk: DiskFacts?
    }

    var run: Run?

    /// Makes a self-test that is not going on.
    public init() {}

    /// Whether one is going on.
    public var isRunning: Bool { run != nil }

    /// Whether the keys and the handset of the kiosk are the technician's.
    public var hasPanel: Bool { run?.order.isAttended == true }

    /// What is being looked at.
    public var check: SelfTestCheck? { run?.checks.first }

    /// When time alone matters next.
    public var nextDeadline: Instant? {
        guard let run else { return nil }
        let silence = run.order.isAttended ? run.sign + SelfTestLimits.silence : nil
        let stage: Instant? =
            switch run.stage {
            case .event(let end), .recording(let end), .moving(let end), .pausing(let end),
                .probing(let end):
                end
            case .question, .permission: nil
            }
        return [silence, stage].compactMap(\.self).min()
    }

    /// Takes in what happened at `now` and says what is to be done.
    public mutating func handle(
        _ input: SelfTestInput,
        at now: Instant,
        context: SelfTestContext
    ) -> [SelfTestEffect] {
        if case .wanted(let order) = input { return begin(order, at: now, context) }
        guard run != nil else { return [] }
        switch input {
        case .wanted: return []
        case .answered(let answer): return take(answer, at: now, context)
        case .stopped: return end(.stopped)
        case .alarmed: return end(.alarm)
        case .relayRecorded:
            guard case .recording? = run?.stage else { return [] }
            return moveRelay(at: now)
        case .diskProbed(let facts):
            guard case .probing? = run?.stage else { return [] }
            run?.disk = facts
            return settle(at: now, context)
        case .keyPressed, .handsetMoved, .deskKeyPressed, .deskHandsetMoved, .deskUsed, .ringSeen,
            .receiverSeen, .testPressed:
            return hasPanel ? see(input, at: now, context) : []
        }
    }

    /// Does what is due at `now`.
    public mutating func advance(to now: Instant, context: SelfTestContext) -> [SelfTestEffect] {
        guard let run, let deadline = nextDeadline, !(now < deadline) else { return [] }
        if run.order.isAttended, !(now < run.sign + SelfTestLimits.silence) { return end(.silence) }
        switch run.stage {
        case .question, .permission: return []
        case .event: return miss(at: now, context)
        case .recording: return conclude(.notRecorded(.relay), at: now, context)
        case .moving:
            self.run?.stage = .question
            return [.moveRelay(isClosed: false), .tell(.asked(.relay))]
        case .pausing, .probing: return settle(at: now, context)
        }
    }

    // MARK: Beginning and ending

    private mutating func begin(
        _ order: SelfTestOrder,
        at now: Instant,
        _ context: SelfTestContext
    ) -> [SelfTestEffect] {
        guard run == nil else { return [] }
        // Without anybody at the box nothing is touched, and nothing is told of who is there (P9).
        if order.isAttended, let refusal = context.refusal { return [.tell(.refused(refusal))] }
        run = Run(order: order, checks: order.checks[...], sign: now)
        return proceed(at: now, context)
    }

    /// Ends the self-test and puts everything back.
    mutating func end(_ reason: SelfTestEnd) -> [SelfTestEffect] {
        guard var ended = run else { return [] }
        var effects = leave()
        ended.counts.notDone += ended.checks.count
        run = nil
        effects.append(.tell(.ended(reason, ended.counts)))
        if ended.order.isAttended { effects.append(.recordEnd(failed: ended.counts.failed)) }
        if reason == .handset || ended.isHandsetUp { effects.append(.handOver) }
        return effects
    }

    /// Puts back what the check that goes on has moved.
    mutating func leave() -> [SelfTestEffect] {
        guard let run, let check = run.checks.first else { return [] }
        switch (check, run.stage) {
        case (.lamp(let lamp), .question): return [.restore(lamp)]
        case (.speech, .question): return [.hush]
        case (.deskSpeech, .question): return [.hushDesk]
        case (.relay, .recording): return [.dropRelayRecord]
        case (.relay, .moving): return [.moveRelay(isClosed: false)]
        case (.panicPress, _) where run.isButtonTestOurs:
            self.run?.isButtonTestOurs = false
            return [.turnButtonTest(isOn: false)]
        case (_, .probing): return [.cancelProbe]
        default: return []
        }
    }
}
