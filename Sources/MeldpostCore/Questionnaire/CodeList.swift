/// A list of codes with its own version.
///
/// At most four choices are offered at a time (ISO/IEC 13714); a longer list has groups, and a group
/// is a choice with up to four choices of its own. The code of a group is the coarser answer: it
/// stands for any of them.
public struct CodeList: Codable, Hashable, Sendable {
    /// The version of the list; it stands beside every answer given with it.
    public var version: String

    /// The choices, in the order of their digits from 1.
    public var choices: [Choice]

    /// A choice, or a group of choices.
    public struct Choice: Codable, Hashable, Sendable {
        /// What the record says.
        public var code: Code
        /// How it is called, as a whole sentence.
        public var prompt: PromptID
        /// The choices of the group; nothing where it is a choice itself.
        public var choices: [Choice]?

        /// Makes a choice.
        public init(code: Code, prompt: PromptID, choices: [Choice]? = nil) {
            self.code = code
            self.prompt = prompt
            self.choices = choices
        }
    }

    /// Makes a code list.
    public init(version: String, choices: [Choice]) {
        self.version = version
        self.choices = choices
    }

    /// Every code of the list, groups included.
    public var codes: [Code] {
        choices.flatMap { [$0.code] + ($0.choices ?? []).map(\.code) }
    }
}

/// A choice of a code list by its place: a group or a choice at the top, or a choice in a group.
///
/// It is what a visit keeps in place of a code: a number from 0 to 19, five for each choice at the
/// top, of which the first is the choice or the group itself.
struct CodeOption: Hashable, Sendable {
    /// How many there are.
    static let count = 20

    let rawValue: UInt8

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The choice `digit` at the top, or in the group `group`; both are counted from 1, and group 0
    /// is the top.
    init(group: Int, digit: Int) {
        rawValue = UInt8(group == 0 ? (digit - 1) * 5 : (group - 1) * 5 + digit)
    }

    /// The group, counted from 1, that it is or in which it lies.
    var group: Int { Int(rawValue) / 5 + 1 }

    /// Whether it lies in a group.
    var isInGroup: Bool { rawValue % 5 > 0 }

    /// The group in which it lies, as a choice of its own.
    var coarse: CodeOption { CodeOption(rawValue: rawValue - rawValue % 5) }
}

extension CodeList {
    /// The choice at the place of `option`.
    func choice(_ option: CodeOption) -> Choice? {
        guard choices.indices.contains(option.group - 1) else { return nil }
        let top = choices[option.group - 1]
        guard option.isInGroup else { return top }
        let digit = Int(option.rawValue) % 5
        guard let inner = top.choices, inner.indices.contains(digit - 1) else { return nil }
        return inner[digit - 1]
    }

    /// The choices that are offered together: at the top, or in a group counted from 1.
    func choices(inGroup group: Int) -> [Choice] {
        guard group > 0 else { return choices }
        guard choices.indices.contains(group - 1) else { return [] }
        return choices[group - 1].choices ?? []
    }
}
