extension Condition {
    /// The words about the voice.
    var voiceDescription: (words: String, whatToDo: String) {
        switch self {
        case .voiceUnavailable:
            (
                "Nothing can be heard: there is no sound card, or it does not answer.",
                "Look at the card and at voice.device (plughw:, never default). It is tried again. Panic works."
            )
        case .deskVoiceUnavailable:
            (
                "Nothing can be heard at the desk: its sound card is not there, or does not answer.",
                "Look at the card and at voice.desk_device (plughw:, never default). Keys and lamps work."
            )
        case .voiceCatalogueMissing:
            (
                "There are no sounds of the texts: the voice is silent.",
                "Make them with meldpost-prompts, then restart meldpostd."
            )
        case .voiceCatalogueIncomplete:
            (
                "Sounds of some texts are missing or damaged: another language is heard instead.",
                "Make them again with meldpost-prompts, then restart meldpostd."
            )
        case .voiceCatalogueRefused:
            (
                "A list of sounds was refused: the last good one is in use.",
                "Make it again with meldpost-prompts, then restart meldpostd."
            )
        default:
            (
                "Sounds were made from other texts than the ones in use: their languages are left out.",
                "Make them again with meldpost-prompts, then restart meldpostd."
            )
        }
    }
}
