internal import CentreLink
internal import ControlProtocol
internal import JournalLogging
internal import Logging
internal import MeldpostCore

/// Carries the orders of one lane, one after the other, over a connection of its own.
///
/// It logs when exchanges begin to fail and when they work again (``LaneNews``); never a single
/// exchange, so that the log does not tell one slot from another (P9).
actor Lane {
    private let name: ExchangeLane
    private let client: CentreClient
    private let waiting: LoopThread
    private let log: Logger
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var pace = ReconnectPace()
    private var random = SystemRandomNumberGenerator()
    private var lastFailure: CentreLinkError.Reason?
    private var news = LaneNews()

    /// The path of the exchange.
    static let path = "/v1/exchange"

    init(name: ExchangeLane, client: CentreClient, waiting: LoopThread, log: Logger) {
        self.name = name
        self.client = client
        self.waiting = waiting
        self.log = log
        start = clock.now
    }

    /// Carries `order` and tells what became of it.
    ///
    /// - Parameters:
    ///   - order: the cell.
    ///   - sent: told once, when the cell was given to the network.
    /// - Returns: the frame for the station.
    func carry(_ order: LaneOrder, sent: @escaping @Sendable () -> Void) async -> CourierFrame {
        do throws(CentreLinkError) {
            try await mayConnect()
        } catch {
            // No connection was tried: it says nothing new about the path.
            return .failed(number: order.number, error.fault)
        }
        do throws(CentreLinkError) {
            let answer = try await client.post(
                path: Self.path,
                body: order.cell,
                checkedAt: order.time,
                sent: sent
            )
            guard answer.status == 200, answer.body.count == CourierFrame.cellLength else {
                throw CentreLinkError(.answerMalformed)
            }
            noteSuccess()
            return .answered(number: order.number, cell: answer.body)
        } catch {
            // The station spaces its alarms itself: here they only keep a second apart.
            if name == .pace, error.reason != .closed { pace.failed() }
            noteFailure(error)
            return .failed(number: order.number, error.fault)
        }
    }

    /// The thread of its connection: a task that carries cells there wakes nobody else.
    nonisolated var thread: LoopThread { client.thread }

    /// Does nothing, as soon as the lane can do something: who waits for it knows that it can.
    func answer() {}

    /// Hangs up: the station is gone.
    func disconnect() async {
        await client.disconnect()
    }

    private var now: Instant { Instant(sinceStart: clock.now - start) }

    /// Waits until a connection may be made, where one must be made; an order that would have to wait
    /// longer than the station does fails at once.
    private func mayConnect() async throws(CentreLinkError) {
        guard await !client.isConnected else { return }
        guard let wait = pace.bearableWait(at: now) else {
            throw CentreLinkError(lastFailure ?? .notConnected)
        }
        if wait > .zero {
            do {
                try await waiting.sleep(for: wait)
            } catch {
                throw CentreLinkError(.closed)
            }
        }
        pace.began(at: now, using: &random)
    }

    private func noteSuccess() {
        pace.succeeded()
        lastFailure = nil
        guard news.succeeded() else { return }
        log.notice("exchanges are answered again", metadata: ["lane": "\(public: laneName)"])
    }

    private func noteFailure(_ error: CentreLinkError) {
        guard error.reason != .closed else { return }
        lastFailure = error.reason
        guard news.failed(error.reason, at: now) else { return }
        log.warning(
            "exchanges are not answered, continuing",
            metadata: ["lane": "\(public: laneName)", "fault": "\(public: error.faultCode)"]
        )
    }

    private var laneName: String {
        switch name {
        case .pace: "pace"
        case .panic: "panic"
        }
    }
}
