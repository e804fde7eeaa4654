internal import SpokenPrompts

/// Why prompts were not made, in fixed words and the names of clips and folders.
public struct PromptFault: Error, Hashable, Sendable {
    /// The fault in words, for the operator.
    public var words: String
    /// The exit code, one of sysexits.h.
    public var exitCode: Int32

    static func questionnaire(_ words: String) -> PromptFault {
        PromptFault(words: "the questionnaire: \(words)", exitCode: 65)
    }

    static func recorded(_ name: String, _ refusal: WaveRefusal) -> PromptFault {
        PromptFault(words: "the recording of \(name) \(refusal.words)", exitCode: 65)
    }

    static func rendered(_ name: String, _ refusal: WaveRefusal) -> PromptFault {
        PromptFault(words: "the rendered sound of \(name) \(refusal.words)", exitCode: 65)
    }

    static func voiceMissing(_ language: String) -> PromptFault {
        PromptFault(words: "espeak-ng has no voice for \(language)", exitCode: 69)
    }

    static let programMissing = PromptFault(
        words: "espeak-ng cannot be run; install the package espeak-ng",
        exitCode: 69
    )

    static func programFailed(_ name: String) -> PromptFault {
        PromptFault(words: "espeak-ng failed at \(name)", exitCode: 69)
    }

    static func unwritable(_ folder: String) -> PromptFault {
        PromptFault(words: "\(folder): cannot be written", exitCode: 73)
    }

    static func unreadable(_ path: String) -> PromptFault {
        PromptFault(words: "\(path): cannot be read", exitCode: 66)
    }
}
