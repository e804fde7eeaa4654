internal import MeldpostCore
internal import RecordFormat
internal import StrictConfiguration

/// Which texts are spoken, and what was refused on the way to them; for the status.
struct TextsInUse {
    /// The version of the texts.
    var version = ""
    /// The hash of the questionnaire's file.
    var digest = Digest.zero
    /// What was refused at the start, by the condition that says so.
    var refusals: [Condition: ConfigurationRefusal] = [:]

    /// The words of a condition, with the file, the key and the rule where it is a refusal.
    func words(of condition: Condition) -> String {
        guard let refusal = refusals[condition] else { return condition.words }
        return "\(condition.words) \(refusal.words)"
    }
}
