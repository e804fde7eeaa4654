internal import Glibc

/// The sounds that are no speech.
///
/// | tone | sound | why |
/// | --- | --- | --- |
/// | key | 60 ms of 880 Hz, then 60 ms of silence | the same for all keys: a tone a digit could be recorded |
/// | error | 220 ms of 220 Hz, then 100 ms of silence | low and long, unlike the other |
/// | missing text | two short tones of 330 Hz | something should have been said here |
///
/// All are a quarter as loud as a sound can be, and begin and end within 5 ms, so that nothing
/// clicks.
enum Tone: Hashable, Sendable, CaseIterable {
    case key
    case error
    case missing

    /// The samples.
    var samples: [Int16] {
        switch self {
        case .key: Self.beep(880, milliseconds: 60) + Self.silence(milliseconds: 60)
        case .error: Self.beep(220, milliseconds: 220) + Self.silence(milliseconds: 100)
        case .missing:
            Self.beep(330, milliseconds: 90) + Self.silence(milliseconds: 60)
                + Self.beep(330, milliseconds: 90)
        }
    }

    private static func beep(_ frequency: Double, milliseconds: Int) -> [Int16] {
        let count = SoundFormat.frames(in: .milliseconds(milliseconds))
        let edge = SoundFormat.frames(in: .milliseconds(5))
        return (0..<count).map { frame in
            let slope = Double(min(frame, count - 1 - frame, edge)) / Double(edge)
            let angle = 2 * Double.pi * frequency * Double(frame) / Double(SoundFormat.rate)
            return Int16(8_191 * slope * sin(angle))
        }
    }

    private static func silence(milliseconds: Int) -> [Int16] {
        [Int16](repeating: 0, count: SoundFormat.frames(in: .milliseconds(milliseconds)))
    }
}
