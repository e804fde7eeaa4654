/// A language names a text in the questionnaire file: `{"pap": …, "nl": …}`.
extension Language: CodingKeyRepresentable {}
