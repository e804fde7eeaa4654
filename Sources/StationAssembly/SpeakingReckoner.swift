internal import DeviceThreads
internal import MeldpostCore

/// Reckons how long a text would be spoken, where there is no voice: the visit waits for the end of
/// what it lets be said.
final class SpeakingReckoner: Sendable {
    /// How long the voice takes for a character: about 16 characters a second, the pace of speech.
    private static let timePerCharacter = Duration.milliseconds(60)

    private let questionnaire: Questionnaire
    private let inputs: Mailbox<LoopInput>
    /// The newest utterance and how long it takes, or nothing for silence; an older one does not
    /// matter.
    private let speeches = Mailbox<Speech?>(capacities: [64])

    private struct Speech: Sendable {
        var number: UInt64
        var length: Duration
    }

    init(questionnaire: Questionnaire, inputs: Mailbox<LoopInput>) {
        self.questionnaire = questionnaire
        self.inputs = inputs
    }

    /// An utterance begins; one before it has no end.
    func say(_ utterance: Utterance) {
        let length = questionnaire.text(of: utterance).count
        speeches.post(Speech(number: utterance.number, length: Self.timePerCharacter * length))
    }

    /// There is silence.
    func hush() {
        speeches.post(nil)
    }

    /// Reckons until ``close()``; for a thread of its own.
    func run() {
        let clock = ContinuousClock()
        var speaking: (number: UInt64, end: ContinuousClock.Instant)?
        while true {
            switch speeches.take(patience: speaking.map { clock.now.duration(to: $0.end) }) {
            case .element(let speech):
                speaking = speech.map { ($0.number, clock.now + $0.length) }
            case .timeout:
                guard let number = speaking?.number else { continue }
                speaking = nil
                inputs.post(
                    .stimulus(.utteranceFinished(number: number)),
                    lane: LoopLane.panel.rawValue
                )
            case .closed:
                return
            }
        }
    }

    /// Ends ``run()``.
    func close() {
        speeches.close()
    }
}
