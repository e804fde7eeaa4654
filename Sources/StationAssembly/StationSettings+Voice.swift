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

    static func device(
        _ voice: StationFile.Voice,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> String {
        try file.text(voice.device, "voice.device", length: 1...128, default: "default")
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
}
