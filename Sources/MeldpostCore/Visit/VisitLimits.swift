/// How long a visit waits, and how much it takes.
///
/// Source: DESIGN 7; ISO/IEC 13714 for the repetition after silence.
enum VisitLimits {
    /// After this much silence the question is repeated.
    static let silence: Duration = .seconds(10)

    /// After this much silence altogether the dialogue offers to stop: the third silence.
    static let silenceBeforeOffer: Duration = .seconds(30)

    /// After this much silence altogether the visit is over and everything is erased.
    static let silenceBeforeEnd: Duration = .seconds(60)

    /// How long the answer of the journal may take.
    ///
    /// It takes milliseconds; a disk that retries may need many seconds, and whoever waits longer is
    /// told that nobody knows.
    static let storing: Duration = .seconds(60)

    /// The pause before a record is submitted again when nobody is there to be asked.
    static let retry: Duration = .seconds(10)

    /// How often a record is submitted.
    ///
    /// With ``retry`` that is about a minute and a half.
    static let submissions: UInt8 = 10

    /// How many keys one visit takes.
    ///
    /// A whole visit with every topic skipped and every answer changed once takes about forty.
    static let keys: UInt16 = 400

    /// How long the voice may take for a text before it counts as broken.
    ///
    /// Speech makes about fifteen characters a second; twice that time and ten seconds more is
    /// never reached by a voice that works.
    static func speaking(characters: Int) -> Duration {
        .seconds(10) + .milliseconds(Int64(characters) * 2_000 / 15)
    }
}
