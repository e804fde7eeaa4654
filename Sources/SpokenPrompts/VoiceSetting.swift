public import MeldpostCore

/// What a voice is told once.
public struct VoiceSetting: Sendable {
    /// The folder of the catalogue.
    public var catalogue: String
    /// The name of the playback PCM, as ALSA knows it.
    public var device: String
    /// How loud it is, in percent of each playback control's range.
    public var volumePercent: Int
    /// The questionnaire whose texts are said.
    public var questionnaire: Questionnaire
    /// The manifests of the catalogue, or nothing to read them from its folder.
    public var manifests: [Language: Manifest]?

    /// Makes the setting of a voice.
    public init(
        catalogue: String,
        device: String,
        volumePercent: Int,
        questionnaire: Questionnaire,
        manifests: [Language: Manifest]? = nil
    ) {
        self.catalogue = catalogue
        self.device = device
        self.volumePercent = volumePercent
        self.questionnaire = questionnaire
        self.manifests = manifests
    }
}
