internal import MeldpostCore

/// What the thread of the voice is told.
enum VoiceInput: Sendable {
    /// Say this, of which the reckoned time is known; what is being said stops.
    case say(Utterance, reckoned: Duration)
    /// Be silent.
    case hush
    /// Sound a tone.
    case tone(Tone)
    /// A visit begins: the volume is set again (F25).
    case visitBegan
    /// The clips of an utterance were read.
    case read(ReadUtterance)
    /// What the catalogue is like.
    case catalogueOpened(CatalogueState)
    /// The card's thread has it open, or it is still there.
    case cardAnswered(generation: UInt64)
    /// The card's thread played what it had.
    case cardPlayed(generation: UInt64)
    /// The card's thread has ended.
    case cardEnded(generation: UInt64)
}

/// An utterance whose clips were read.
struct ReadUtterance: Hashable, Sendable {
    /// The number of the utterance.
    var number: UInt64
    /// All its samples, pauses included.
    var samples: [Int16]
    /// How many clips could not be read as they were asked for.
    var damagedCount: Int
}
