import DeviceThreads
import Foundation
import Glibc
import MeldpostCore
import Synchronization
import Testing

@testable import SpokenPrompts

/// How long it takes from a key to its tone and to silence, through libasound: its null PCM, and
/// one that takes samples at the pace of a card.
///
/// Run by hand: `MELDPOST_LATENCY=1 swift test --filter LatencyTests`. What is measured ends where
/// ALSA has taken the samples or dropped its own; a card adds its buffer's latency, which for the
/// first frame of an empty buffer is a few milliseconds.
@Suite(
    .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["MELDPOST_LATENCY"] != nil)
)
struct LatencyTests {
    /// A PCM of ALSA, with the moments at which it took samples and dropped them.
    final class TimedCard: PlaybackDevice {
        let inner: AlsaPlayback
        let log: StandInCard

        init(_ log: StandInCard, device: String) throws(SoundFault) {
            inner = try AlsaPlayback(device: device)
            self.log = log
        }

        func play(_ samples: [Int16], isWanted: () -> Bool) throws(SoundFault) -> Bool {
            let hadGap = try inner.play(samples, isWanted: isWanted)
            log.firstSamples.post(.now)
            return hadGap
        }

        func drop() throws(SoundFault) {
            try inner.drop()
            log.drops.post(.now)
        }

        func check() throws(SoundFault) { try inner.check() }

        func setVolume(percent: Int) throws(SoundFault) { try inner.setVolume(percent: percent) }
    }

    static let rounds = 100

    /// Makes threads that compute and do nothing else until `isOver`.
    ///
    /// They are threads of this process, so that they cannot outlive it.
    private func burn(_ count: Int, until isOver: Flag) -> [DedicatedThread] {
        (0..<count).map { _ in
            DedicatedThread(name: "burner") {
                while !isOver.value.load(ordering: .relaxed) {}
            }
        }
    }

    private final class Flag: Sendable {
        let value = Atomic(false)
    }

    private func row(_ name: String, _ times: [Duration]) -> String {
        let sorted = times.sorted()
        func at(_ percent: Int) -> Double {
            let (_, attoseconds) = sorted[min(sorted.count - 1, sorted.count * percent / 100)]
                .components
            return Double(attoseconds / 1_000_000_000_000) / 1_000
        }
        let jitter = at(99) - at(1)
        return """
            \(name): p50 \(at(50)) ms, p95 \(at(95)) ms, p99 \(at(99)) ms, \
            p99 - p1 \((jitter * 1_000).rounded() / 1_000) ms
            """
    }

    @Test(arguments: [0, 4], ["nothing", "paced"])
    func `key to tone within 70 ms, key to silence within 100 ms`(
        burners: Int,
        device: String
    ) throws {
        let folder = try CatalogueFolder()
        let log = StandInCard()
        if device == "paced" { try #require(SoundFiles.makePacedCard()) }
        _ = SoundFiles.folder
        let run = VoiceRun(catalogue: folder.path, questionnaire: folder.questionnaire) {
            () throws(SoundFault) in try TimedCard(log, device: device)
        }
        let isOver = Flag()
        let threads = burn(burners, until: isOver)
        defer {
            isOver.value.store(true, ordering: .relaxed)
            for thread in threads { thread.join() }
        }
        var toTone: [Duration] = []
        var toSilence: [Duration] = []
        for round in 0..<Self.rounds {
            let long = [Phrase](repeating: .number(77), count: 4)
            let utterance = Utterance(number: UInt64(round + 1), language: .dutch, phrases: long)
            run.voice.say(utterance, reckoned: .zero)
            usleep(UInt32(120_000 + round * 137 % 20_000))
            while case .element = log.firstSamples.take(patience: .zero) {}
            while case .element = log.drops.take(patience: .zero) {}
            let key = ContinuousClock.now
            run.voice.hush()
            run.voice.soundKeyTone()
            guard case .element(let silent) = log.drops.take(patience: .seconds(2)),
                case .element(let heard) = log.firstSamples.take(patience: .seconds(2))
            else {
                Issue.record("no sound")
                break
            }
            toSilence.append(silent - key)
            toTone.append(heard - key)
        }
        run.end()
        let load = device + (burners == 0 ? ", idle" : ", busy (\(burners) burners)")
        print(row("key to tone, \(load)", toTone))
        print(row("key to silence, \(load)", toSilence))
        let limit = Self.rounds * 95 / 100
        #expect(toTone.sorted()[limit] < .milliseconds(70))
        #expect(toSilence.sorted()[limit] < .milliseconds(100))
    }
}
