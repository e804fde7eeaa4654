internal import ControlProtocol
internal import LocalSockets

/// Asks the station how it is.
enum StationQuestion {
    /// How long the station may take to answer.
    static let time: Duration = .seconds(5)

    /// Why there is no report.
    enum Failure: Error {
        case notAllowed
        case notAnswered
        case notUnderstood
    }

    /// Gets the report of the station that listens at `path`, and blocks meanwhile.
    static func report(path: String) throws(Failure) -> StatusReport {
        guard let question = try? StatusRequest(.status).encoded() else { throw .notUnderstood }
        let packet: [UInt8]?
        do throws(LocalSocketError) {
            let connection = try LocalConnection.connect(path: path, limit: time)
            defer { connection.close() }
            try connection.send(question, limit: time)
            packet = try connection.receive(limit: time)
        } catch {
            throw error.reason == .notAllowed ? .notAllowed : .notAnswered
        }
        guard let packet else { throw .notAnswered }
        do throws(ControlRefusal) {
            return try StatusReport(decoding: packet)
        } catch {
            throw .notUnderstood
        }
    }
}
