internal import ControlProtocol
internal import LocalSockets

/// A conversation with the station that lasts: notices come in, answers go out.
final class ServiceConversation: Sendable {
    /// How long the station may take until it says something for the first time, and to take an answer.
    static let time: Duration = .seconds(5)

    private let connection: LocalConnection

    /// What came of listening for a while.
    enum Heard {
        /// The station said this.
        case packet([UInt8])
        /// It said nothing so far.
        case nothing
        /// It is gone.
        case end
    }

    /// Begins with `request` at the socket `path`.
    init(_ request: ServiceRequest, path: String) throws(StationQuestion.Failure) {
        guard let question = try? request.encoded() else { throw .notUnderstood }
        do throws(LocalSocketError) {
            connection = try LocalConnection.connect(path: path, limit: Self.time)
            try connection.send(question, limit: Self.time)
        } catch {
            throw error.reason == .notAllowed ? .notAllowed : .notAnswered
        }
    }

    /// Listens for `limit` at most.
    func hear(_ limit: Duration) -> Heard {
        do throws(LocalSocketError) {
            return try connection.receive(limit: limit).map { .packet($0) } ?? .end
        } catch {
            return error.reason == .timedOut ? .nothing : .end
        }
    }

    /// Answers; whether the station took it.
    func reply(_ answer: TestReply.Answer) -> Bool {
        do {
            try connection.send(try TestReply(answer).encoded(), limit: Self.time)
            return true
        } catch {
            return false
        }
    }

    /// Ends the conversation.
    func close() { connection.close() }
}
