internal import MeldpostCore

/// Puts the sound of an utterance together from the clips of a catalogue.
public struct UtteranceAssembler: Sendable {
    private let composer: Composer
    private let catalogue: Catalogue

    /// Makes an assembler.
    public init(composer: Composer, catalogue: Catalogue) {
        self.composer = composer
        self.catalogue = catalogue
    }

    /// The sound of `parts`, and how many clips were not what was asked for.
    ///
    /// A clip that no language has is replaced by a tone, so that a gap is heard as one (F24).
    public func sound(of parts: [SpokenPart]) -> (samples: [Int16], damagedCount: Int) {
        var samples: [Int16] = []
        var damaged = 0
        for part in parts {
            switch part {
            case .pause(let duration):
                samples += [Int16](repeating: 0, count: SoundFormat.frames(in: duration))
            case .clip(let name):
                let sound = catalogue.sound(of: name)
                samples += sound.samples.isEmpty ? Tone.missing.samples : sound.samples
                if !sound.isAsked { damaged += 1 }
            }
        }
        return (samples, damaged)
    }

    /// The clips of `utterance`, read; with no catalogue at all the reckoned time passes in silence.
    func read(_ utterance: Utterance, reckoned: Duration) -> ReadUtterance {
        guard !catalogue.state.isMissing else {
            return ReadUtterance(
                number: utterance.number,
                samples: [Int16](repeating: 0, count: SoundFormat.frames(in: reckoned)),
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
}
