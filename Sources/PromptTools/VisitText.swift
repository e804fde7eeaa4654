internal import MeldpostCore

/// A visit as text with times, a line for each thing that is said or keyed.
struct VisitText {
    private let questionnaire: Questionnaire

    /// Tells a visit in the texts of `questionnaire`.
    init(_ questionnaire: Questionnaire) {
        self.questionnaire = questionnaire
    }

    /// The lines of `telling`.
    func lines(of telling: VisitTelling) -> [String] {
        var lines: [String] = []
        var keyCount = 0
        var saying: Int?
        for (time, event) in telling.events {
            func line(_ words: String) { lines.append("\(Self.clock(time))  \(words)") }
            switch event {
            case .handset(let isLifted): line(isLifted ? "the handset is lifted" : "hung up")
            case .key(let key):
                keyCount += 1
                line("key    \(key.printed)")
            case .tone(let isError): if isError { line("tone   low") }
            case .said(let utterance):
                cut(&saying, in: &lines)
                line("voice  \(questionnaire.text(of: utterance))")
                saying = lines.count - 1
            case .hush: cut(&saying, in: &lines)
            case .heardOut: saying = nil
            case .stored: line("stored, sealed")
            }
        }
        let end = telling.events.last?.at ?? .start
        return lines + ["", "\(keyCount) keys, \(Self.clock(end))"]
    }

    private func cut(_ saying: inout Int?, in lines: inout [String]) {
        if let place = saying { lines[place] += " (cut off)" }
        saying = nil
    }

    /// Minutes, seconds and tenths.
    private static func clock(_ instant: Instant) -> String {
        let tenths = instant.sinceStart.wholeMilliseconds / 100
        let seconds = tenths / 10 % 60
        return "\(tenths / 600):\(seconds < 10 ? "0" : "")\(seconds).\(tenths % 10)"
    }
}

extension Key {
    /// What is printed on the key.
    fileprivate var printed: String {
        switch self {
        case .star: "*"
        case .square: "#"
        default: "\(rawValue)"
        }
    }
}
