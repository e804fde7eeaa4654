internal import MeldpostCore
internal import SpokenPrompts
internal import StrictConfiguration

extension StationSettings {
    /// Reads the table `[voice]`; without it the station has no voice, only a panel.
    static func voice(
        _ content: StationFile,
        _ questionnaire: Questionnaire,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> VoiceSetting? {
        guard let voice = content.voice else { return nil }
        return VoiceSetting(
            catalogue: try catalogue(voice, file),
            device: try device(voice, file),
            volumePercent: try volumePercent(voice, file),
            questionnaire: questionnaire
        )
    }

    static func catalogue(
        _ voice: StationFile.Voice,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> String {
        try file.absolutePath(
            voice.catalogue,
            "voice.catalogue",
            default: "/var/lib/meldpost/voice"
        )
    }

    /// The first card as it is, with conversion: `default` of libasound mixes, and what mixes needs
    /// `/dev/snd/timer`, which the sandbox of the unit does not give (P4).
    ///
    /// Source: Debian's libasound2-data, cards/USB-Audio.conf; alsa-lib, pcm_direct.c, `snd_timer_open`.
    static func device(
        _ voice: StationFile.Voice,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> String {
        try file.text(voice.device, "voice.device", length: 1...128, default: "plughw:0")
    }

    static func volumePercent(
        _ voice: StationFile.Voice,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> Int {
        try file.number(
            voice.volumePercent,
            "voice.volume_percent",
            in: 30...100,
            default: 80
        )
    }

    /// Reads where the worker's voice is heard; without `voice.desk_device` the desk has none.
    static func deskOutput(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> DeskOutput? {
        guard let voice = content.voice else { return nil }
        guard let name = voice.deskDevice else {
            guard voice.deskVolumePercent == nil else {
                throw file.refusal("voice.desk_volume_percent", .needsDeskDevice)
            }
            return nil
        }
        let device = try file.text(name, "voice.desk_device", length: 1...128)
        guard device != (try Self.device(voice, file)) else {
            throw file.refusal("voice.desk_device", .mustBeAnotherDevice)
        }
        return DeskOutput(
            device: device,
            volumePercent: try file.number(
                voice.deskVolumePercent,
                "voice.desk_volume_percent",
                in: 30...100,
                default: 80
            )
        )
    }

    /// What the voice of the desk is told: all that the other is, but for where it is heard.
    var deskVoice: VoiceSetting? {
        guard var voice, let deskOutput else { return nil }
        voice.device = deskOutput.device
        voice.volumePercent = deskOutput.volumePercent
        return voice
    }
}

extension ConfigurationRule {
    fileprivate static let needsDeskDevice = ConfigurationRule("is for voice.desk_device")
    fileprivate static let mustBeAnotherDevice = ConfigurationRule(
        "must be another device than voice.device: what a worker hears is not for the kiosk"
    )
}
