import DeviceThreads
import MeldpostCore

@testable import SpokenPrompts

/// A voice on threads of its own, with everything that it tells.
final class VoiceRun: Sendable {
    let voice: Voice
    private let events = Mailbox<VoiceEvent>(capacities: [256])
    private let thread: DedicatedThread

    convenience init(catalogue: String, questionnaire: Questionnaire, device: String) {
        _ = SoundFiles.folder
        self.init(catalogue: catalogue, questionnaire: questionnaire) { () throws(SoundFault) in
            try AlsaPlayback(device: device)
        }
    }

    init(catalogue: String, questionnaire: Questionnaire, open: @escaping CardThread.Opening) {
        let setting = VoiceSetting(
            catalogue: catalogue,
            device: "",
            volumePercent: 80,
            questionnaire: questionnaire
        )
        let events = events
        let voice = Voice(setting, tell: { events.post($0) }, open: open)
        self.voice = voice
        thread = DedicatedThread(name: "voice") { voice.run() }
    }

    /// Waits until `event` is told, and says how long that took, or nothing after `patience`.
    func wait(for event: VoiceEvent, patience: Duration = .seconds(10)) -> Duration? {
        let clock = ContinuousClock()
        let start = clock.now
        while clock.now - start < patience {
            if case .element(event) = events.take(patience: patience - (clock.now - start)) {
                return clock.now - start
            }
        }
        return nil
    }

    /// Ends the voice and waits for it.
    func end() {
        voice.close()
        thread.join()
    }
}
