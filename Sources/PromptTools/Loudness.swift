internal import Glibc
internal import SpokenPrompts

/// Makes clips fit together: no silence of their own around them, and all equally loud.
enum Loudness {
    /// What counts as silence: a hundredth of the largest sample, −40 dB.
    static let threshold: Int16 = 327

    /// How much of the silence stays on each side, so that no consonant is cut.
    static let margin = SoundFormat.frames(in: .milliseconds(15))

    /// The loudness that every clip gets, as the mean square of what is not silent: −20 dB.
    static let target = 3_277.0

    /// The samples without the silence at both ends, except ``margin``.
    static func trimmed(_ samples: [Int16]) -> [Int16] {
        let isLoud: (Int16) -> Bool = { $0 > threshold || $0 < -threshold }
        guard let first = samples.firstIndex(where: isLoud),
            let last = samples.lastIndex(where: isLoud)
        else { return [] }
        return Array(samples[max(0, first - margin)...min(samples.count - 1, last + margin)])
    }

    /// The samples as loud as ``target``, but never so loud that one is cut off.
    static func evened(_ samples: [Int16]) -> [Int16] {
        let level = level(of: samples)
        let highest = samples.lazy.map { abs(Int($0)) }.max() ?? 0
        guard level > 0, highest > 0 else { return samples }
        // 32,000 leaves a little room for a card that resamples.
        let gain = min(target / level, 32_000 / Double(highest))
        return samples.map { Int16((Double($0) * gain).rounded()) }
    }

    /// The root of the mean square of the samples that are not silent.
    static func level(of samples: [Int16]) -> Double {
        let loud = samples.filter { $0 > threshold || $0 < -threshold }
        guard !loud.isEmpty else { return 0 }
        let sum = loud.reduce(0.0) { $0 + Double($1) * Double($1) }
        return sqrt(sum / Double(loud.count))
    }
}
