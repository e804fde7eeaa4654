internal import ControlProtocol

/// What the technician asks, and what comes of it: text, and an exit code.
///
/// The technician's program holds no type that could contain a report, a number or a key press: it
/// knows the control protocol and nothing of the rest (P8).
public struct ServiceCommand: Hashable, Sendable {
    /// What was asked.
    public enum Question: Hashable, Sendable {
        /// Health, in words.
        case status
        /// Health, as JSON.
        case statusAsJSON
        /// The keys in use.
        case keys
    }

    /// What comes of a question.
    public struct Outcome: Hashable, Sendable {
        /// For standard output: lines, each with its end.
        public var output: String
        /// For standard error.
        public var complaint: String
        /// The exit code.
        ///
        /// 0 well, 1 something is wrong, 69 no answer, 76 not understood, 77 not allowed. Source:
        /// sysexits.h.
        public var exitCode: Int32
    }

    /// Where the station listens.
    public static let socketPath = "/run/meldpost/control/socket"

    private let question: Question
    private let path: String

    /// Prepares a question to the station that listens at `socketPath`.
    public init(_ question: Question, socketPath: String = ServiceCommand.socketPath) {
        self.question = question
        path = socketPath
    }

    /// Asks, and blocks meanwhile: five seconds at most for each of connecting and listening.
    public func run() -> Outcome {
        let report: StatusReport
        do throws(StationQuestion.Failure) {
            report = try StationQuestion.report(path: path)
        } catch {
            return Self.outcome(error)
        }
        let page = StatusPage(report)
        switch question {
        case .status:
            let code: Int32 = report.conditions.isEmpty ? 0 : 1
            return Self.outcome(page.lines, code)
        case .statusAsJSON:
            guard let bytes = try? report.encoded() else { return Self.outcome(.notUnderstood) }
            let code: Int32 = report.conditions.isEmpty ? 0 : 1
            return Self.outcome([Self.ascii(bytes)], code)
        case .keys:
            return Self.outcome(page.keyLines, report.keyListNumber == nil ? 1 : 0)
        }
    }

    private static func outcome(_ lines: [String], _ exitCode: Int32) -> Outcome {
        Outcome(output: lines.map { $0 + "\n" }.joined(), complaint: "", exitCode: exitCode)
    }

    static func outcome(_ failure: StationQuestion.Failure) -> Outcome {
        let (words, code): (String, Int32) =
            switch failure {
            case .notAnswered:
                (
                    "The station does not answer. Is it running? (systemctl status meldpostd)",
                    69
                )
            case .notUnderstood:
                ("The station answers in another version than this program's.", 76)
            case .notAllowed:
                ("You may not ask the station: your account is not in its group.", 77)
            }
        return Outcome(output: "", complaint: words + "\n", exitCode: code)
    }

    /// JSON in ASCII, so that no character of it can move a cursor.
    private static func ascii(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).utf16.map { unit in
            guard let scalar = Unicode.Scalar(unit), (0x20..<0x7F).contains(unit) else {
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
            return String(Character(scalar))
        }.joined()
    }
}
