internal import ServiceLifecycle
internal import SystemdService

/// Tells systemd that the inbox goes round: through the thread of the database, so that one that
/// hangs there is ended and opened anew.
struct SignOfLife: Service {
    let desk: InboxDesk
    let notifier: ServiceNotifier?

    func run() async throws {
        guard let notifier, let interval = notifier.watchInterval else {
            // A service that returned would end the group.
            return try await gracefulShutdown()
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await desk.answer()
                notifier.tell(.alive)
                try? await Task.sleep(for: interval)
            }
        }
    }
}
