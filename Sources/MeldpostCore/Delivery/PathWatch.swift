/// Whether the centre can be reached, and if not, why.
///
/// | what | is known |
/// | --- | --- |
/// | the centre's certificate or signature is not genuine | at the first try |
/// | the centre refused the connection or the cell | at the first try |
/// | no answer for another reason | 60 s after the last answer, or three slots where they are longer |
/// | the courier is not there | after 5 s |
///
/// Source: FAULTS, recurring numbers (path loss is known in 60 s).
struct PathWatch: Hashable, Sendable {
    /// How long the courier may be away without mention.
    static let courierPatience: Duration = .seconds(5)

    private let patience: Duration
    private var lastAnswer: Instant = .start
    private var isCourierAttached = false
    private var detachedSince: Instant = .start
    private var definiteFault: Condition?
    /// Why the last exchange failed, or nothing where it did not.
    private(set) var lastFault: CourierFault?
    private var wasAnswered = false

    init(slot: Duration) {
        patience = max(.seconds(60), slot * 3)
    }

    mutating func attach() {
        isCourierAttached = true
    }

    mutating func detach(at now: Instant) {
        isCourierAttached = false
        detachedSince = now
        definiteFault = nil
        lastFault = .absent
    }

    mutating func answered(at now: Instant) {
        lastAnswer = now
        wasAnswered = true
        definiteFault = nil
        lastFault = nil
    }

    mutating func failed(_ fault: CourierFault) {
        lastFault = fault
        switch fault {
        case .certificateRefused, .answerNotGenuine: definiteFault = .centreNotGenuine
        case .tlsFailed, .answerRefused: definiteFault = .centreRefused
        case .absent, .nameNotResolved, .notConnected, .timedOut, .connectionLost:
            definiteFault = nil
        }
    }

    /// Whether the centre answered lately.
    func isReached(at now: Instant) -> Bool {
        wasAnswered && isCourierAttached && definiteFault == nil && !isSilent(at: now)
    }

    /// Whether the centre has not answered for long.
    func isSilent(at now: Instant) -> Bool {
        !(now < lastAnswer + patience)
    }

    /// How long ago the centre answered, or nothing where it never did.
    func answerAge(at now: Instant) -> Duration? {
        wasAnswered ? now - lastAnswer : nil
    }

    /// Whether what answered is not the centre.
    var isNotGenuine: Bool { definiteFault == .centreNotGenuine }
    /// Whether the centre refused the connection or the cell.
    var isRefused: Bool { definiteFault == .centreRefused }

    /// Whether the courier has been away for long.
    func isCourierAbsent(at now: Instant) -> Bool {
        !isCourierAttached && !(now < detachedSince + Self.courierPatience)
    }

    /// When time alone makes the next change.
    func nextDeadline(after now: Instant) -> Instant? {
        let silence = lastAnswer + patience
        let absence = detachedSince + Self.courierPatience
        let silent: Instant? = now < silence ? silence : nil
        guard !isCourierAttached, now < absence else { return silent }
        return silent.map { min($0, absence) } ?? absence
    }
}
