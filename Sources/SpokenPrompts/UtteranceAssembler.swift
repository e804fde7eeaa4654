internal import MeldpostCore

/// Puts the sound of an utterance together from the clips of a catalogue.
public struct UtteranceAssembler: Sendable {
    private let catalogue: Catalogue

    /// Makes an assembler of the clips in `catalogue`.
    public init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    /// The sound of `parts`, and how many clips were not what was asked for.
    ///
    /// A clip that no language has is replaced by a tone, so that a gap is heard as one (F24).
    public func sound(of parts: [SpokenPart]) -> (samples: [Int16], damagedCount: Int) {
        sound(of: parts.map(\.text))
    }

    /// The sound of parts in their form as words, as ``SpokenPart/text`` writes them; a word that
    /// means nothing is heard as a missing clip.
    public func sound(of words: [String]) -> (samples: [Int16], damagedCount: Int) {
        var samples: [Int16] = []
        var damaged = 0
        for word in words {
            if let milliseconds = Int(word), (0...5_000).contains(milliseconds) {
                let count = SoundFormat.frames(in: .milliseconds(milliseconds))
                samples += [Int16](repeating: 0, count: count)
                continue
            }
            let sound = clip(word)
            samples += sound.samples.isEmpty ? Tone.missing.samples : sound.samples
            if !sound.isAsked { damaged += 1 }
        }
        return (samples, damaged)
    }

    /// The sound of `utterance`; with no catalogue at all the reckoned time passes in silence.
    func read(
        _ utterance: Utterance,
        composer: Composer,
        reckoned: Duration
    ) -> ReadUtterance {
        guard !catalogue.state.isMissing else {
            let count = SoundFormat.frames(in: reckoned)
            return ReadUtterance(
                number: utterance.number,
                samples: [Int16](repeating: 0, count: count),
                damagedCount: 0
            )
        }
        let sound = sound(of: composer.parts(of: utterance))
        return ReadUtterance(
            number: utterance.number,
            samples: sound.samples,
            damagedCount: sound.damagedCount
        )
    }

    private func clip(_ word: String) -> (samples: [Int16], isAsked: Bool) {
        let parts = word.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let language = Language(rawValue: String(parts[0])) else {
            return ([], false)
        }
        return catalogue.sound(of: String(parts[1]), in: language)
    }
}
