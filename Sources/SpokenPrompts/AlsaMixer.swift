internal import CAlsa

/// The playback side of a card's mixer: nothing here can see or set a capture element (P4).
///
/// Source: alsa-lib 1.2.8, simple mixer interface.
struct AlsaMixer: ~Copyable {
    private let handle: OpaquePointer

    /// Opens the mixer of a control device, for example `hw:0`.
    init(card: String) throws(SoundFault) {
        var opened: OpaquePointer?
        let made = snd_mixer_open(&opened, 0)
        guard made == 0, let handle = opened else { throw SoundFault(.mixer, result: made) }
        let result = Self.load(handle, card)
        guard result >= 0 else {
            snd_mixer_close(handle)
            throw SoundFault(.mixer, result: result)
        }
        self.handle = handle
    }

    private static func load(_ handle: OpaquePointer, _ card: String) -> Int32 {
        let attached = snd_mixer_attach(handle, card)
        guard attached >= 0 else { return attached }
        let registered = snd_mixer_selem_register(handle, nil, nil)
        guard registered >= 0 else { return registered }
        return snd_mixer_load(handle)
    }

    deinit {
        snd_mixer_close(handle)
    }

    /// Sets every playback element to `percent` of its range and switches it on.
    func setPlayback(percent: Int) throws(SoundFault) {
        var element = snd_mixer_first_elem(handle)
        while let current = element {
            defer { element = snd_mixer_elem_next(current) }
            if snd_mixer_selem_has_playback_volume(current) != 0 {
                var lowest = 0
                var highest = 0
                snd_mixer_selem_get_playback_volume_range(current, &lowest, &highest)
                let level = lowest + (highest - lowest) * percent / 100
                try check(snd_mixer_selem_set_playback_volume_all(current, level))
            }
            if snd_mixer_selem_has_playback_switch(current) != 0 {
                try check(snd_mixer_selem_set_playback_switch_all(current, 1))
            }
        }
    }

    private func check(_ result: Int32) throws(SoundFault) {
        guard result >= 0 else { throw SoundFault(.mixer, result: result) }
    }
}
