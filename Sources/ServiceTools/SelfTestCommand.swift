internal import ControlProtocol

/// `meldpostctl selftest`: guides the technician through a self-test.
///
/// The station decides, asks and compares; here is shown what it says, and read what is answered. It
/// knows which key is asked for, and never which one was pressed (P8).
public struct SelfTestCommand {
    /// The parts that can be named.
    public static let parts = BoxPart.allCases.map(\.rawValue)

    /// How long to listen before the technician's answers are looked at.
    private static let turn: Duration = .milliseconds(100)

    private let request: ServiceRequest
    private let path: String
    private let isAttended: Bool

    /// Prepares a self-test, or gives nothing where a part is named that there is not.
    ///
    /// - Parameters:
    ///   - parts: names of ``parts``; all where none is named.
    ///   - isAttended: whether somebody is at the box.
    ///   - movesRelay: whether the relay may move without being asked about.
    ///   - socketPath: where the station listens.
    public init?(
        parts: [String],
        isAttended: Bool,
        movesRelay: Bool,
        socketPath: String = ServiceCommand.socketPath
    ) {
        let named = parts.compactMap { BoxPart(rawValue: $0) }
        guard named.count == parts.count else { return nil }
        request = .selfTest(
            parts: BoxPart.allCases.filter { named.contains($0) },
            isAttended: isAttended,
            movesRelay: movesRelay
        )
        path = socketPath
        self.isAttended = isAttended
    }

    /// Makes the self-test, and blocks meanwhile.
    ///
    /// - Parameters:
    ///   - show: shows text, with the ends of its lines.
    ///   - typed: gives what was typed since the last call, without waiting; nothing at the end of the
    ///     input.
    /// - Returns: the exit code and what is to be said on standard error.
    public func run(
        show: (String) -> Void,
        typed: () -> [UInt8]?
    ) -> ServiceCommand.Outcome {
        let conversation: ServiceConversation
        do throws(StationQuestion.Failure) {
            conversation = try ServiceConversation(request, path: path)
        } catch {
            return ServiceCommand.outcome(error)
        }
        defer { conversation.close() }
        var page = SelfTestPage()
        var answers = AnswerReader()
        var isListening = isAttended
        var wasTyping = false
        if isAttended { show(SelfTestPage.introduction) }
        while true {
            switch conversation.hear(wasTyping ? .milliseconds(1) : Self.turn) {
            case .packet(let bytes):
                guard let notice = try? TestNotice(decoding: bytes) else {
                    return ServiceCommand.outcome(.notUnderstood)
                }
                show(page.text(of: notice))
                if let code = page.exitCode { return outcome(code) }
            case .nothing:
                guard page.hasBegun || !page.isLate(Self.turn) else {
                    return ServiceCommand.outcome(.notAnswered)
                }
            case .end:
                return ServiceCommand.outcome(.notAnswered)
            }
            guard isListening else { continue }
            let bytes = typed()
            isListening = bytes != nil
            wasTyping = bytes?.isEmpty == false
            let lines = answers.take(bytes ?? [])
            // Said once, however much was pasted.
            if lines.contains(nil) { show(SelfTestPage.help) }
            for answer in lines.compactMap(\.self) {
                guard conversation.reply(answer) else {
                    return ServiceCommand.outcome(.notAnswered)
                }
            }
            if !isListening, !conversation.reply(.stop) {
                return ServiceCommand.outcome(.notAnswered)
            }
        }
    }

    private func outcome(_ code: Int32) -> ServiceCommand.Outcome {
        ServiceCommand.Outcome(output: "", complaint: "", exitCode: code)
    }
}
