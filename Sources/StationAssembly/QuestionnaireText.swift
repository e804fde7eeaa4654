internal import Glibc

/// The built-in questionnaire as it stands in its file.
public enum QuestionnaireText {
    /// Prints it on standard output.
    ///
    /// - Returns: whether all of it was written.
    public static func print() -> Bool {
        var rest = PackageResources.questionnaire_json[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
