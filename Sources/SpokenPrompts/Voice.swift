internal import DeviceThreads
public import MeldpostCore

/// The voice of the station: it says utterances, sounds tones, and is silent at once.
///
/// Three threads: this one decides (``VoiceMachine``), one reads clips from the disk
/// (``ClipReader``), one calls the sound card (``CardThread``). Whatever disk and card do, what the
/// station asks is taken at once and what is said comes to its end on time. Nothing here opens a
/// capture device, and nothing makes speech: it plays files (P4).
public final class Voice: Sendable {
    /// How many orders of the station wait at most: a person makes a few a second.
    private static let capacity = 256

    /// How long the end of the program waits for the card to close.
    private static let patienceAtEnd = Duration.milliseconds(500)

    private let inputs = Mailbox<VoiceInput>(capacities: [capacity, capacity])
    private let setting: VoiceSetting
    private let open: CardThread.Opening
    private let tell: @Sendable (VoiceEvent) -> Void

    /// Makes a voice; it begins with ``run()``.
    ///
    /// - Parameters:
    ///   - setting: what it is told once.
    ///   - tell: told what the station must know, on the thread of ``run()``; it must not wait.
    public convenience init(
        _ setting: VoiceSetting,
        tell: @escaping @Sendable (VoiceEvent) -> Void
    ) {
        let device = setting.device
        self.init(setting, tell: tell) { () throws(SoundFault) in
            try AlsaPlayback(device: device)
        }
    }

    init(
        _ setting: VoiceSetting,
        tell: @escaping @Sendable (VoiceEvent) -> Void,
        open: @escaping CardThread.Opening
    ) {
        self.setting = setting
        self.tell = tell
        self.open = open
    }

    /// Says `utterance`; what is being said stops.
    ///
    /// - Parameters:
    ///   - utterance: what is said.
    ///   - reckoned: how long it takes where there is no catalogue to tell.
    public func say(_ utterance: Utterance, reckoned: Duration) {
        inputs.post(.say(utterance, reckoned: reckoned))
    }

    /// Is silent at once.
    public func hush() {
        inputs.post(.hush)
    }

    /// Sounds the tone of a key, the same for all keys.
    public func soundKeyTone() {
        inputs.post(.tone(.key))
    }

    /// Sounds the tone of a refused key.
    public func soundErrorTone() {
        inputs.post(.tone(.error))
    }

    /// Sets the volume again, because a visit begins (F25).
    public func beginVisit() {
        inputs.post(.visitBegan)
    }

    /// Ends ``run()``.
    public func close() {
        inputs.close()
    }

    /// Speaks until the voice is closed; to be called on a thread of its own.
    public func run() {
        let clock = ContinuousClock()
        let start = clock.now
        let post: @Sendable (VoiceInput) -> Void = { [inputs] in inputs.post($0, lane: 1) }
        let reader = ClipReader(setting, tell: post)
        var machine = VoiceMachine(at: .start)
        var card: CardThread?
        var isRunning = true
        while isRunning {
            let now = Instant(sinceStart: clock.now - start)
            var actions: [VoiceMachine.Action] = []
            if let deadline = machine.nextDeadline, deadline <= now {
                actions = machine.advance(to: now)
            } else {
                switch inputs.take(patience: machine.nextDeadline.map { $0 - now }) {
                case .element(let input):
                    let now = Instant(sinceStart: clock.now - start)
                    actions = machine.handle(input, at: now)
                case .timeout: break
                case .closed: isRunning = false
                }
            }
            for action in actions { perform(action, reader: reader, card: &card, post) }
        }
        reader.close()
        card?.close()
        card?.waitForEnd(patience: Self.patienceAtEnd)
    }

    private func perform(
        _ action: VoiceMachine.Action,
        reader: ClipReader,
        card: inout CardThread?,
        _ post: @escaping @Sendable (VoiceInput) -> Void
    ) {
        switch action {
        case .read(let utterance, let reckoned): reader.post(utterance, reckoned: reckoned)
        case .card(_, let order): card?.post(order)
        case .open(let generation):
            card?.close()
            card = CardThread(
                generation: generation,
                volumePercent: setting.volumePercent,
                open: open,
                tell: post
            )
        case .abandon:
            card?.close()
            card = nil
        case .tell(let event): tell(event)
        }
    }
}
