internal import CAlsa
internal import Glibc

/// A playback PCM of ALSA: opened for playback only, in non-blocking mode (P4).
///
/// Source: alsa-lib 1.2.8, `snd_pcm_open`, `snd_pcm_hw_params`, `snd_pcm_writei`; the words are
/// ALSA's own.
final class AlsaPlayback: PlaybackDevice {
    /// How long one write may wait for room.
    static let patience = Duration.milliseconds(200)

    /// The buffer that is asked for: a little more than is handed out ahead.
    private static let bufferFrames = SoundFormat.frames(in: .milliseconds(120))
    private static let periodFrames = SoundFormat.frames(in: VoicePlanner.period)

    private let handle: OpaquePointer

    /// Opens the PCM of this name.
    ///
    /// A plain `hw:` PCM takes only what its chip can; `plughw:` converts.
    init(device: String) throws(SoundFault) {
        calsa_silence_error_texts()
        var opened: OpaquePointer?
        let result = snd_pcm_open(&opened, device, SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK)
        guard result == 0, let handle = opened else { throw SoundFault(.open, result: result) }
        self.handle = handle
        try Self.configure(handle)
    }

    deinit {
        snd_pcm_drop(handle)
        snd_pcm_close(handle)
    }

    private static func configure(_ handle: OpaquePointer) throws(SoundFault) {
        func check(_ result: Int32) throws(SoundFault) {
            guard result >= 0 else { throw SoundFault(.configure, result: result) }
        }
        var hardware: OpaquePointer?
        try check(snd_pcm_hw_params_malloc(&hardware))
        defer { snd_pcm_hw_params_free(hardware) }
        var period = snd_pcm_uframes_t(periodFrames)
        var buffer = snd_pcm_uframes_t(bufferFrames)
        try check(snd_pcm_hw_params_any(handle, hardware))
        try check(
            snd_pcm_hw_params_set_access(handle, hardware, SND_PCM_ACCESS_RW_INTERLEAVED)
        )
        try check(snd_pcm_hw_params_set_format(handle, hardware, SND_PCM_FORMAT_S16_LE))
        try check(snd_pcm_hw_params_set_channels(handle, hardware, 1))
        try check(snd_pcm_hw_params_set_rate(handle, hardware, UInt32(SoundFormat.rate), 0))
        try check(snd_pcm_hw_params_set_period_size_near(handle, hardware, &period, nil))
        try check(snd_pcm_hw_params_set_buffer_size_near(handle, hardware, &buffer))
        try check(snd_pcm_hw_params(handle, hardware))
        var software: OpaquePointer?
        try check(snd_pcm_sw_params_malloc(&software))
        defer { snd_pcm_sw_params_free(software) }
        try check(snd_pcm_sw_params_current(handle, software))
        // The first frame starts the card: nothing waits for a full buffer.
        try check(snd_pcm_sw_params_set_start_threshold(handle, software, 1))
        try check(snd_pcm_sw_params(handle, software))
        try check(snd_pcm_prepare(handle))
    }

    func play(_ samples: [Int16], isWanted: () -> Bool) throws(SoundFault) -> Bool {
        var rest = samples[...]
        var hadGap = false
        let end = ContinuousClock.now + Self.patience
        while !rest.isEmpty {
            let count = rest.withUnsafeBufferPointer { buffer in
                snd_pcm_writei(handle, buffer.baseAddress, snd_pcm_uframes_t(buffer.count))
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == -Int(EAGAIN) || count == 0 {
                guard isWanted(), ContinuousClock.now < end else { return hadGap }
                snd_pcm_wait(handle, 5)
            } else {
                // An underrun (EPIPE) or a card that slept (ESTRPIPE) is made ready again; anything
                // else is the end of this card.
                let result = Int32(clamping: count)
                guard result == -EPIPE || result == -ESTRPIPE else {
                    throw SoundFault(.write, result: result)
                }
                guard ContinuousClock.now < end else { return true }
                hadGap = true
                try prepare()
            }
        }
        return hadGap
    }

    func drop() throws(SoundFault) {
        snd_pcm_drop(handle)
        try prepare()
    }

    func check() throws(SoundFault) {
        guard snd_pcm_state(handle) != SND_PCM_STATE_DISCONNECTED else {
            throw SoundFault(.write, result: -ENODEV)
        }
    }

    func setVolume(percent: Int) throws(SoundFault) {
        guard let card = card else { return }
        let mixer = try AlsaMixer(card: card)
        try mixer.setPlayback(percent: percent)
    }

    private func prepare() throws(SoundFault) {
        let result = snd_pcm_prepare(handle)
        guard result == 0 else { throw SoundFault(.prepare, result: result) }
    }

    /// The name of the control device of this PCM's card, or nothing for one without a card.
    private var card: String? {
        var info: OpaquePointer?
        guard snd_pcm_info_malloc(&info) == 0 else { return nil }
        defer { snd_pcm_info_free(info) }
        guard snd_pcm_info(handle, info) == 0 else { return nil }
        let number = snd_pcm_info_get_card(info)
        return number >= 0 ? "hw:\(number)" : nil
    }
}
