/// The times by which the signals of a telephone line are read.
enum LineLimits {
    /// A ring counts from this length on: a shorter pulse is a disturbance.
    static let ring: Duration = .milliseconds(60)
    /// A pause in a ring counts from this length on: bounce is shorter.
    static let ringPause: Duration = .milliseconds(60)
    /// The receiver counts as lifted from this length on.
    static let lift: Duration = .milliseconds(200)
    /// The receiver counts as down from this length on.
    ///
    /// A recall for a transfer puts it down for a moment: a hook flash of 100 to 800 ms.
    /// Source: ETSI EN 300 001, chapter 5 (register recall); one second and a margin.
    static let hangUp: Duration = .milliseconds(1_200)
    /// A silence of this length ends the ringing.
    ///
    /// The longest pause of a cadence is four seconds (1 s on, 4 s off, and 2 s on, 4 s off).
    /// Source: ITU-T E.180, supplement 2 (ringing tones of the Netherlands and the Antilles).
    static let silence: Duration = .seconds(8)
    /// A receiver that is lifted without a ring makes a call after this time: a shorter lift only
    /// listens for the tone.
    static let outgoing: Duration = .seconds(3)
    /// A line that rings longer is stuck.
    static let longestRing: Duration = .seconds(600)
    /// A receiver that is up longer is stuck.
    static let longestCall: Duration = .seconds(4 * 3_600)
    /// A ring so long after the receiver was lifted contradicts it.
    static let contradiction: Duration = .seconds(5)
}
