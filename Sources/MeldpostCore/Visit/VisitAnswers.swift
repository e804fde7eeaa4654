/// The answers of a visit to the questions of its kind.
///
/// They lie in place, as numbers: no array, no text, nothing on the heap, so that writing nothing
/// over them leaves nothing of them in memory (DESIGN 5.5).
struct VisitAnswers: Hashable, Sendable {
    /// How many questions it has room for.
    static let capacity = 64

    /// What was keyed digit by digit or letter by letter.
    var entries = KeyedTexts()

    /// A number for each question: one more than the option or the place, or a bit for each option
    /// where several can be chosen; zero for none.
    private var values = SIMD64<UInt32>()

    /// The questions that were asked and left, a bit each.
    private var passed: UInt64 = 0

    subscript(question: Int) -> UInt32 {
        get { values[question] }
        set { values[question] = newValue }
    }

    /// The one option chosen, or nothing.
    func option(_ question: Int) -> CodeOption? {
        let value = self[question]
        return (1...UInt32(CodeOption.count)).contains(value)
            ? CodeOption(rawValue: UInt8(value - 1)) : nil
    }

    /// Chooses one option, or none.
    mutating func choose(_ option: CodeOption?, for question: Int) {
        self[question] = option.map { UInt32($0.rawValue) + 1 } ?? 0
    }

    /// The options marked, in the order of their list.
    func marks(_ question: Int) -> [CodeOption] {
        (0..<UInt8(CodeOption.count)).map { CodeOption(rawValue: $0) }
            .filter { self[question] & $0.bit != 0 }
    }

    /// Marks an option, or takes the mark off; whether it is marked then.
    mutating func toggle(_ option: CodeOption, for question: Int) -> Bool {
        self[question] ^= option.bit
        return self[question] & option.bit != 0
    }

    /// Marks exactly these options.
    mutating func mark(_ options: [CodeOption], for question: Int) {
        self[question] = options.reduce(0) { $0 | $1.bit }
    }

    /// Whether a question was asked and left.
    func isPassed(_ question: Int) -> Bool {
        passed & 1 << UInt64(question) != 0
    }

    /// The answers alone, without what was asked and left open.
    var given: VisitAnswers {
        var given = self
        given.passed = 0
        return given
    }

    /// Notes that a question was asked and left, or that it is to be asked again.
    mutating func pass(_ question: Int, _ isPassed: Bool = true) {
        let bit: UInt64 = 1 << UInt64(question)
        passed = isPassed ? passed | bit : passed & ~bit
    }
}

extension CodeOption {
    fileprivate var bit: UInt32 { 1 << UInt32(rawValue) }
}
