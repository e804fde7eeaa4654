import Foundation
import MeldpostCore
import PanelProtocol
import ProgramKit
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
        private let events = Mutex<[WiredPanelEvent]>([])
        private let hasEnded = DispatchSemaphore(value: 0)
        private let clock = Mutex<clockid_t?>(nil)

        init(_ path: String) throws {
            panel = try SerialPanel(path: path)
            Thread.detachNewThread { [self] in
                var own = clockid_t()
                pthread_getcpuclockid(pthread_self(), &own)
                clock.withLock { $0 = own }
                while case .event(let event) = panel.next() {
                    events.withLock { $0.append(event) }
                }
                clock.withLock { $0 = nil }
                hasEnded.signal()
            }
        }

        /// How much time of the processor its thread has taken so far.
        var spent: Duration {
            var time = timespec()
            clock.withLock { clock in
                if let clock { clock_gettime(clock, &time) }
            }
            return .seconds(time.tv_sec) + .nanoseconds(Int64(time.tv_nsec))
        }

        /// Waits for an event.
        func wait(for event: WiredPanelEvent) -> Bool {
            Deadline(in: .seconds(5)).wait { all.contains(event) }
        }

        var all: [WiredPanelEvent] { events.withLock { $0 } }

        func end() {
            panel.close()
            #expect(hasEnded.wait(timeout: .now() + 10) == .success)
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
        run.end()
    }

    @Test func `what was shown before the end is written`() throws {
        let terminal = try NullModem()
        let panel = try SerialPanel(path: terminal.path)
        var isWelcome = false
        for _ in 0..<200 where !isWelcome {
            _ = panel.next(patience: .milliseconds(10))
            // What came before the line was opened is thrown away.
            if terminal.wait(limit: 2, for: { $0 == .introduce }) {
                terminal.send(.hello(Self.hello), session: 0)
            }
            _ = panel.next(patience: .milliseconds(10))
            isWelcome = terminal.wait(limit: 2) { $0 == .welcome(boots: 1) }
        }
        #expect(isWelcome)
        // The thread of the panel is this one: nothing can be written before the end.
        panel.show(.lamp(.panic, .fast))
        panel.close()
        #expect(panel.next() == .closed)
        let shown = terminal.wait(limit: 1_000) { frame in
            guard case .outputs(_, let outputs) = frame else { return false }
            return outputs.lamps.panic == .fast
        }
        #expect(shown)
    }

    @Test func `F30 a frame that comes byte by byte is read`() throws {
        let terminal = try NullModem()
        let run = try Run(terminal.path)
        // What comes before the line is opened is thrown away.
        #expect(terminal.wait { $0 == .introduce })
        terminal.send(.hello(Self.hello), session: 0, pause: 1_000)
        #expect(terminal.wait { $0 == .welcome(boots: 1) })
        terminal.send(
            .key(number: 0, KeyMove(key: 5, isDown: true)),
            session: terminal.session,
            pause: 1_000
        )
        #expect(run.wait(for: .keyPressed(.five)))
        run.end()
    }

    /// The processor: less than a hundredth of what passes, with the line gone for good.
    ///
    /// Broken once: a wait of a millisecond before each try.
    @Test
    func `F37 a line that is pulled is a condition at once, is opened again, and costs nothing`()
        throws
    {
        let base = TemporaryFolder()
        let folder = base.path
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
            let lost = WiredPanelEvent.conditionChanged(.panelLinkLost, isRaised: true)
            let isLost = Deadline(in: .seconds(2)).wait {
                (run?.all.count { $0 == lost } ?? 0) > round
            }
            #expect(isLost)
            #expect(run?.all.count { $0 == lost } == round + 1)
        }
        // Gone for good. What it costs in a time is the subject, so time must pass; the pauses have not
        // grown to their second yet, which makes it harder.
        let before = run?.spent ?? .zero
        let begin = ContinuousClock.now
        usleep(1_000_000)
        let cost = (run?.spent ?? .zero) - before
        let time = begin.duration(to: .now)
        #expect(cost < time / 100, "\(cost) of \(time)")
        run?.end()
    }

    @Test func `what is no terminal, or in use, is looked at again and never waited for`() throws {
        let base = TemporaryFolder()
        let folder = base.path
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
    ///
    /// Broken once: no pace of reading.
    @Test func `F32 a flood of junk costs less than a fifth of the processor, and ends`() throws {
        let terminal = try NullModem()
        let run = try Run(terminal.path)
        #expect(terminal.wait { $0 == .introduce })
        let before = run.spent
        let begin = ContinuousClock.now
        let junk = (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        while ContinuousClock.now < begin + .seconds(1) { terminal.flood(junk) }
        let flood = run.spent - before
        let time = begin.duration(to: .now)
        #expect(flood < time / 5, "\(flood) of \(time)")
        terminal.send(.hello(Self.hello), session: 0)
        #expect(terminal.wait(limit: 4_000) { $0 == .welcome(boots: 1) })
        run.end()
    }
}
