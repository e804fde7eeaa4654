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
    /// With ``retry`` that is about a minute and a half. Then the visit is over, and its record is
    /// tried on without it.
    static let submissions: UInt8 = 10

    /// How many records may be left behind that are not on disk yet.
    ///
    /// A disk that fails refuses new visits long before: each takes minutes.
    static let left = 64

    /// How many keys one visit takes.
    ///
    /// A whole visit with every question answered, every letter keyed and every answer changed once
    /// takes about three hundred.
    static let keys: UInt16 = 600

    /// How long after a digit that was taken at once a `#` counts as its confirmation.
    ///
    /// Many press `#` after every answer out of habit; it must not leave the next question open, nor
    /// send what was not heard.
    static let confirmation: Duration = .seconds(2)

    /// How long after a key another press of the same key gives its next letter.
    static let tap: Duration = .seconds(2)

    /// How many places an island can have: at three a page, twenty presses to the last.
    static let places = 60

    /// How many places are offered at a time; the fourth choice is the next page.
    static let placesOnPage = 3

    /// How long the voice may take for a text before it counts as broken.
    ///
    /// Speech makes about fourteen characters a second; twice that time and ten seconds more is
    /// never reached by a voice that works.
    static func speaking(characters: Int) -> Duration {
        .seconds(10) + .milliseconds(Int64(characters) * 2_000 / 14)
    }
}
