extension StationFile {
    /// The file as safe mode takes it: without texts, sounds and a rota of outside.
    ///
    /// Reading one of them may be what crashes. What is built in stands in their place, and says
    /// nothing: the voice is silent then, and no report is taken.
    var inSafeMode: StationFile {
        var content = self
        content.questionnaire = nil
        content.voice = nil
        content.desk?.rota = nil
        return content
    }
}
