internal import DeviceThreads
internal import MeldpostCore

/// The thread that reads clips from the disk, so that silence and tones never wait for it.
final class ClipReader: Sendable {
    /// How many utterances wait at most; more than one is already too late for the ear.
    private static let capacity = 8

    private struct Order: Sendable {
        var utterance: Utterance
        var reckoned: Duration
    }

    private let orders = Mailbox<Order>(capacities: [capacity])

    /// Starts the thread, which opens the catalogue first.
    init(_ setting: VoiceSetting, tell: @escaping @Sendable (VoiceInput) -> Void) {
        let orders = orders
        _ = DedicatedThread(name: "voice-clips") {
            guard let wanted = try? ClosedSet(setting.questionnaire) else {
                preconditionFailure("the settings have checked the names of texts and places")
            }
            let catalogue = Catalogue(
                folder: setting.catalogue,
                for: wanted,
                manifests: setting.manifests
            )
            tell(.catalogueOpened(catalogue.state))
            let assembler = UtteranceAssembler(catalogue)
            let composer = Composer(setting.questionnaire)
            while case .element(let order) = orders.take() {
                let read = assembler.read(
                    order.utterance,
                    composer: composer,
                    reckoned: order.reckoned
                )
                tell(.read(read))
            }
        }
    }

    /// Asks for the clips of `utterance`.
    func post(_ utterance: Utterance, reckoned: Duration) {
        orders.post(Order(utterance: utterance, reckoned: reckoned))
    }

    /// Lets the thread end.
    func close() {
        orders.close()
    }
}
