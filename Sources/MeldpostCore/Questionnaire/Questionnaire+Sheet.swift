/// The texts of one language, for the native speaker who reviews them.
extension Questionnaire {
    /// All texts of `language` in one fixed order: what an approval is for.
    ///
    /// A name and its text a line, so that any change of a text, and nothing else, changes it.
    public func texts(in language: Language) -> String {
        var lines = prompts.keys.map(\.rawValue).sorted().map { name in
            "\(name)\t\(prompts[PromptID(rawValue: name)]?[language] ?? "")"
        }
        if let day = days[language] {
            lines += ["day\t\(day.pattern)", "hour\t\(day.hour)"]
            lines += day.months.enumerated().map { "month.\($0.offset + 1)\t\($0.element)" }
            lines += day.weekdays.enumerated().map { "weekday.\($0.offset + 1)\t\($0.element)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A sheet to be printed and reviewed, in Markdown.
    ///
    /// - Parameters:
    ///   - language: the language that is reviewed.
    ///   - digest: the SHA-256 of ``texts(in:)`` in hexadecimal digits, for the approval.
    /// - Returns: the sheet.
    public func sheet(of language: Language, digest: String) -> String {
        var lines = [
            "# Spoken texts: \(language.rawValue)", "",
            "Version of the texts: \(textVersion). Every text is spoken as it stands here, at most"
                + " twenty seconds.",
            "The English column says what is meant. Tick a text that a speaker of the language would"
                + " say so, or write the better text beside it.",
            "", "| Text | Spoken | Means | s | Right |", "|---|---|---|---|---|",
        ]
        for name in prompts.keys.map(\.rawValue).sorted() {
            let texts = prompts[PromptID(rawValue: name)]
            let text = texts?[language] ?? ""
            let meaning = texts?[.english] ?? ""
            let seconds = (text.count + 13) / 14
            lines.append(
                "| `\(name)` | \(cell(text)) | \(cell(meaning)) | \(seconds) | ☐ |"
            )
        }
        if let day = days[language] {
            let parts = [
                ("day", day.pattern), ("hour", day.hour),
                ("months", day.months.joined(separator: ", ")),
                ("days of the week", day.weekdays.joined(separator: ", ")),
            ]
            lines += parts.map { "| \($0.0) | \(cell($0.1)) | | | ☐ |" }
        }
        return (lines + ["", "## When every text is right", ""] + approval(of: language, digest))
            .joined(separator: "\n") + "\n"
    }

    private func approval(of language: Language, _ digest: String) -> [String] {
        [
            "Put this into the file of approvals of the station, with who approved it and when:",
            "",
            "```toml", "[[approval]]", "language = \"\(language.rawValue)\"",
            "text_version = \"\(textVersion)\"", "sha256 = \"\(digest)\"", "by = \"\"",
            "date = \"\"", "```",
        ]
    }

    private func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|")
    }
}
