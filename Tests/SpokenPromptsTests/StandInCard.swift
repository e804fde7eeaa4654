import DeviceThreads
import Glibc
import Synchronization

@testable import SpokenPrompts

/// A card that does what a test wants, and notes what it was given.
final class StandInCard: PlaybackDevice, @unchecked Sendable {
    // Sendable by hand: everything is in atomics and mailboxes.
    let hasGone = Atomic(false)
    let hangs = Atomic(false)
    let isUnderrun = Atomic(false)
    let volumes = Mailbox<Int>(capacities: [64])
    let firstSamples = Mailbox<ContinuousClock.Instant>(capacities: [4_096])
    let drops = Mailbox<ContinuousClock.Instant>(capacities: [4_096])
    /// Never posted to before the end of the test: whoever takes from it hangs.
    let forEver = Mailbox<Void>(capacities: [1])

    func play(_ samples: [Int16], isWanted: () -> Bool) throws(SoundFault) -> Bool {
        if hangs.load(ordering: .acquiring) { _ = forEver.take() }
        if hasGone.load(ordering: .acquiring) { throw SoundFault(.write, result: -ENODEV) }
        firstSamples.post(.now)
        return isUnderrun.load(ordering: .acquiring)
    }

    func drop() throws(SoundFault) {
        drops.post(.now)
    }

    func check() throws(SoundFault) {
        if hangs.load(ordering: .acquiring) { _ = forEver.take() }
        if hasGone.load(ordering: .acquiring) { throw SoundFault(.write, result: -ENODEV) }
    }

    func setVolume(percent: Int) throws(SoundFault) {
        volumes.post(percent)
    }
}
