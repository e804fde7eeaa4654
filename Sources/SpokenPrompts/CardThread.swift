internal import DeviceThreads
internal import Synchronization

/// The thread of the sound card: it alone calls ALSA, and it alone waits when ALSA waits.
///
/// Orders come in a mailbox. A cut goes first and makes every sample that was handed out before it
/// worthless, also one that is just waiting for room.
final class CardThread: Sendable {
    /// Opens a card.
    typealias Opening = @Sendable () throws(SoundFault) -> any PlaybackDevice

    private enum Order: Sendable {
        case plain(CardOrder, cut: UInt64)
        case cut
    }

    private let generation: UInt64
    private let volumePercent: Int
    private let tell: @Sendable (VoiceInput) -> Void
    /// Cuts first; then more samples than a lead holds, and what else there is.
    private let orders = Mailbox<Order>(capacities: [16, 64])
    private let cuts = Atomic<UInt64>(0)
    private let ends = Mailbox<Void>(capacities: [1])

    /// Starts the thread and opens the card there.
    ///
    /// - Parameters:
    ///   - generation: names it in what it tells.
    ///   - volumePercent: how loud.
    ///   - open: opens the card.
    ///   - tell: told what happened, on this thread.
    init(
        generation: UInt64,
        volumePercent: Int,
        open: @escaping Opening,
        tell: @escaping @Sendable (VoiceInput) -> Void
    ) {
        self.generation = generation
        self.volumePercent = volumePercent
        self.tell = tell
        do throws(ThreadFault) {
            _ = try DedicatedThread(trying: "voice-card") {
                self.run(open)
                self.ends.post(())
                tell(.cardEnded(generation: generation))
            }
        } catch {
            // As a card that is gone: it is tried again.
            ends.post(())
            tell(.cardEnded(generation: generation))
        }
    }

    /// Asks for `order`; where the thread hangs and there is no room, it is dropped.
    func post(_ order: CardOrder) {
        if order == .cut {
            cuts.add(1, ordering: .acquiringAndReleasing)
            orders.post(.cut, lane: 0)
        } else {
            orders.post(.plain(order, cut: cuts.load(ordering: .acquiring)), lane: 1)
        }
    }

    /// Lets the thread end as soon as it can, and closes the card.
    func close() {
        cuts.add(1, ordering: .acquiringAndReleasing)
        orders.close()
    }

    /// Waits until the card is closed, but no longer than `patience`.
    func waitForEnd(patience: Duration) {
        _ = ends.take(patience: patience)
    }

    private func run(_ open: Opening) {
        do {
            let device = try open()
            tell(.cardAnswered(generation: generation))
            while case .element(let order) = orders.take() {
                try perform(order, on: device)
            }
        } catch {
            // The voice counts it as a card that has gone, whatever the reason was.
        }
    }

    private func perform(_ order: Order, on device: any PlaybackDevice) throws(SoundFault) {
        switch order {
        case .cut, .plain(.cut, _), .plain(.rest, _): try device.drop()
        case .plain(.play(let samples), let number):
            guard isCurrent(number) else { return }
            _ = try device.play(samples) { isCurrent(number) }
            tell(.cardPlayed(generation: generation))
        case .plain(.ask, _):
            try device.check()
            tell(.cardAnswered(generation: generation))
        case .plain(.setVolume, _):
            // A mixer that refuses leaves the sound as it is: better too soft than none.
            try? device.setVolume(percent: volumePercent)
        }
    }

    private func isCurrent(_ cut: UInt64) -> Bool {
        cuts.load(ordering: .acquiring) == cut
    }
}
