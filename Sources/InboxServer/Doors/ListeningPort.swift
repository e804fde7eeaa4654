internal import Hummingbird
internal import ServiceLifecycle

/// One port; it turns the error of the server into fixed words.
struct ListeningPort: Service {
    let application: Application<RouterResponder<PeerContext>>
    let fault: InboxEnd

    func run() async throws {
        do {
            try await application.run()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw fault
        }
    }
}
