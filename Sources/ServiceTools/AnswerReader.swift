internal import ControlProtocol

/// Makes answers of what a technician types: a letter and the return key.
///
/// However much is typed or pasted, a line takes a few bytes; what is longer is no answer (F68).
struct AnswerReader {
    private static let length = 8

    private var line: [UInt8] = []

    /// Takes what was typed; an answer for each line that has ended, or nothing for one that is none.
    ///
    /// An empty line says nothing: the return key alone is no answer.
    mutating func take(_ bytes: [UInt8]) -> [TestReply.Answer?] {
        var answers: [TestReply.Answer?] = []
        for byte in bytes {
            guard byte == 0x0A || byte == 0x0D else {
                if line.count <= Self.length { line.append(byte) }
                continue
            }
            if !line.isEmpty { answers.append(Self.answer(line)) }
            line = []
        }
        return answers
    }

    private static func answer(_ line: [UInt8]) -> TestReply.Answer? {
        switch String(decoding: line, as: UTF8.self).lowercased() {
        case "y", "yes": .yes
        case "n", "no": .no
        case "r", "repeat": .again
        case "s", "skip": .skip
        case "q", "quit": .stop
        default: nil
        }
    }
}
