internal import ControlProtocol

/// `meldpostctl panel watch`: shows what happens at the panel, by kind, and never which key (P8).
public struct WatchCommand {
    private static let turn: Duration = .seconds(1)

    private let path: String

    /// Prepares to watch the panel of the station that listens at `socketPath`.
    public init(socketPath: String = ServiceCommand.socketPath) {
        path = socketPath
    }

    /// Watches until the station ends it, and blocks meanwhile.
    ///
    /// - Parameter show: shows text, with the ends of its lines.
    /// - Returns: the exit code and what is to be said on standard error.
    public func run(show: (String) -> Void) -> ServiceCommand.Outcome {
        let conversation: ServiceConversation
        do throws(StationQuestion.Failure) {
            conversation = try ServiceConversation(.watchPanel, path: path)
        } catch {
            return ServiceCommand.outcome(error)
        }
        defer { conversation.close() }
        var hasBegun = false
        var turns = 0
        while true {
            switch conversation.hear(Self.turn) {
            case .packet(let bytes):
                guard let notice = try? PanelNotice(decoding: bytes) else {
                    return ServiceCommand.outcome(.notUnderstood)
                }
                if notice.kind == .busy {
                    return ServiceCommand.Outcome(
                        output: "",
                        complaint: "Two others watch the panel already.\n",
                        exitCode: 75
                    )
                }
                show(hasBegun ? WatchPage.line(of: notice) : WatchPage.introduction(notice))
                hasBegun = true
                if notice.kind == .over {
                    return ServiceCommand.Outcome(output: "", complaint: "", exitCode: 0)
                }
            case .nothing:
                turns += 1
                guard hasBegun || turns < 5 else { return ServiceCommand.outcome(.notAnswered) }
            case .end:
                return ServiceCommand.outcome(.notAnswered)
            }
        }
    }
}
