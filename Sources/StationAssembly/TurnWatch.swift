internal import MeldpostCore

/// Whether the thread of the panic button goes round, as the loop sees it.
///
/// The loop looks seldom, and the whole station can stand still: stopped by a signal, or for want of a
/// processor. Then the thread had as little time as the loop, and what the loop finds first says nothing
/// of it:
///
/// - A loop that comes more than a second after its own time gives the thread its time again. That is
///   done once until the thread goes round, so that a loop that is always late finds a hang too.
/// - A thread without a round for three seconds is looked at once more, half a second later.
///
/// An idle loop knows a hang within two of its rounds of 3.3 s and the second look: 7.2 s of ten.
struct TurnWatch: Sendable {
    /// How the thread is.
    enum Finding: Hashable, Sendable {
        /// It goes round, or there is nothing that makes it.
        case goesRound
        /// It may hang; the next look tells.
        case inDoubt
        /// It hangs.
        case hangs
    }

    /// After how long without a round the thread is in doubt; it goes round four times a second.
    static let doubtTime = Duration.seconds(3)
    /// How much later it is looked at once more.
    static let nextLook = Duration.milliseconds(500)
    /// A loop that comes so much after its time stood still itself.
    static let lateness = Duration.seconds(1)

    /// The rounds, and when they were seen to grow last or the thread got its time again.
    private var turns: (count: UInt64, seen: Instant)?
    private var doubt: Instant?
    private var isGivenTime = false

    /// When the thread is to be looked at once more, if it is in doubt.
    var nextDeadline: Instant? { doubt.map { $0 + Self.nextLook } }

    /// Looks at the thread.
    ///
    /// - Parameters:
    ///   - count: how often it has gone round; nothing where nothing makes it go round.
    ///   - due: when the loop was to come by at the latest, if at all.
    ///   - now: the time now.
    /// - Returns: how the thread is.
    mutating func look(at count: UInt64?, due: Instant?, at now: Instant) -> Finding {
        guard let count else {
            self = TurnWatch()
            return .goesRound
        }
        guard let turns, turns.count == count else {
            self = TurnWatch()
            turns = (count, now)
            return .goesRound
        }
        if let due, due + Self.lateness < now, !isGivenTime {
            self.turns = (count, now)
            doubt = nil
            isGivenTime = true
            return .goesRound
        }
        guard turns.seen + Self.doubtTime <= now else { return .goesRound }
        let since = doubt ?? now
        doubt = since
        return since + Self.nextLook <= now ? .hangs : .inDoubt
    }
}
