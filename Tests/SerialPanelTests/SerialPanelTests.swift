import Foundation
import MeldpostCore
import PanelProtocol
import Synchronization
import Testing

@testable import SerialPanel

/// The door on a real terminal device.
@Suite(.serialized, .timeLimit(.minutes(1))) struct SerialPanelTests {
    private static let hello = PanelHello(
        firmware: .current,
        boots: 1,
        cause: .power,
        isFresh: true,
        kept: 0,
        state: PanelState(levels: .normallyClosedConducts)
    )

    /// Lets a panel run on a thread of its own, and collects its events.
    private final class Run: Sendable {
        let panel: SerialPanel
        private let events = Mutex<[SerialPanelEvent]>([])
        private let hasEnded = DispatchSemaphore(value: 0)
        private let cost = Mutex(Duration.zero)

        init(_ path: String) throws {
            panel = try SerialPanel(path: path)
            Thread.detachNewThread { [self] in
                while let event = panel.next() { events.withLock { $0.append(event) } }
                var time = timespec()
                clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
                cost.withLock {
                    $0 = .seconds(time.tv_sec) + .nanoseconds(Int64(time.tv_nsec))
                }
                hasEnded.signal()
            }
        }

        /// Waits for an event.
        func wait(_ limit: Int = 5_000, for event: SerialPanelEvent) -> Bool {
            for _ in 0..<limit / 5 {
                if all.contains(event) { return true }
                usleep(5_000)
            }
            return false
        }

        var all: [SerialPanelEvent] { events.withLock { $0 } }

        /// Ends the panel; how much time of the processor its thread took.
        func end() -> Duration {
            panel.close()
            hasEnded.wait()
            return cost.withLock { $0 }
        }
    }

    @Test func `events come from a terminal and frames go to it`() throws {
        let terminal = try NullModem()
        let run = try Run(terminal.path)
        #expect(terminal.wait { $0 == .introduce })
        terminal.send(.hello(Self.hello), session: 0)
        #expect(terminal.wait { $0 == .welcome(boots: 1) })
        let session = terminal.session
        terminal.send(.key(number: 0, KeyMove(key: 5, isDown: true)), session: session)
        #expect(run.wait(for: .keyPressed(.five)))
        run.panel.show(.lamp(.ready, .on))
        let shown = terminal.wait { frame in
            guard case .outputs(_, let outputs) = frame else { return false }
            return outputs.lamps.ready == .on
        }
        #expect(shown)
        run.panel.show(.keyTone)
        #expect(terminal.wait { $0 == .tone(.key) })
        _ = run.end()
    }

    @Test func `F30 a frame at one byte every millisecond is read`() throws {
        let terminal = try NullModem()
        let run = try Run(terminal.path)
        terminal.send(.hello(Self.hello), session: 0, pause: 1_000)
        #expect(terminal.wait { $0 == .welcome(boots: 1) })
        terminal.send(
            .key(number: 0, KeyMove(key: 5, isDown: true)),
            session: terminal.session,
            pause: 1_000
        )
        #expect(run.wait(for: .keyPressed(.five)))
        _ = run.end()
    }

    @Test func `F37 a line that is pulled is a condition at once, and is opened again`() throws {
        let folder = NSTemporaryDirectory() + "/panel-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/tty"
        var run: Run?
        for round in 0..<3 {
            let terminal = try NullModem()
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(
                atPath: path,
                withDestinationPath: terminal.path
            )
            if run == nil { run = try Run(path) }
            #expect(terminal.wait { $0 == .introduce })
            terminal.send(.hello(Self.hello), session: 0)
            #expect(terminal.wait { $0 == .welcome(boots: 1) })
            terminal.pull()
            let lost = SerialPanelEvent.conditionChanged(.panelLinkLost, isRaised: true)
            for _ in 0..<1_000 where (run?.all.count { $0 == lost } ?? 0) <= round { usleep(2_000) }
            #expect(run?.all.count { $0 == lost } == round + 1)
        }
        // Gone for good: it costs next to nothing to look for it.
        let begin = ContinuousClock.now
        usleep(500_000)
        let cost = run?.end() ?? .zero
        #expect(cost < .milliseconds(300), "\(cost) after \(begin.duration(to: .now))")
    }

    @Test func `what is no terminal, or in use, is looked at again and never waited for`() throws {
        let folder = NSTemporaryDirectory() + "/panel-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let fifo = folder + "/fifo"
        #expect(mkfifo(fifo, 0o600) == 0)
        for path in [folder, fifo, "/dev/null", folder + "/nothing"] {
            #expect(throws: SerialLineError.self) { _ = try SerialLine(path: path) }
        }
        let terminal = try NullModem()
        let line = try SerialLine(path: terminal.path)
        #expect(throws: SerialLineError.inUse) { _ = try SerialLine(path: terminal.path) }
        _ = consume line
        let again = try SerialLine(path: terminal.path)
        _ = consume again
    }

    /// Ten bits a byte: at 921,600 baud 92,160 bytes a second; here they come as fast as they go.
    @Test func `F32 a flood of junk costs less than a fifth of the processor, and ends`() throws {
        let terminal = try NullModem()
        let run = try Run(terminal.path)
        #expect(terminal.wait { $0 == .introduce })
        let end = ContinuousClock.now + .seconds(1)
        let junk = (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        while ContinuousClock.now < end { terminal.flood(junk) }
        terminal.send(.hello(Self.hello), session: 0)
        #expect(terminal.wait(limit: 4_000) { $0 == .welcome(boots: 1) })
        let cost = run.end()
        #expect(cost < .milliseconds(400), "\(cost)")
    }
}
