import MeldpostCore
import PanelCore
import PanelKit
import PanelProtocol

@testable import SerialPanel

/// The controller's own logic and the daemon's side of the line, in virtual milliseconds.
///
/// What the machine would answer to a press stands in for the machine.
final class PanelPair {
    let world = World()
    var conversation: PanelConversation
    private(set) var events: [WiredPanelEvent] = []
    private var panel: Panel<WorldBoard>
    private(set) var now = 0

    /// Whether the line is whole.
    var isConnected = true
    /// Whether the machine acts on reports, and whether its records reach the disk.
    var hears = true
    var keeps = true
    /// What becomes of a byte on its way.
    var noise: ((UInt8) -> UInt8)?

    init() {
        panel = Panel(board: WorldBoard(world: world))
        conversation = PanelConversation(firstSession: 7, at: .start)
        conversation.open(at: .start)
    }

    var time: Instant { Instant(sinceStart: .milliseconds(now)) }

    func run(_ milliseconds: Int) {
        for _ in 0..<milliseconds {
            now += 1
            world.room = min(32, world.room + 11 + now % 2)
            panel.tick()
            talk()
        }
    }

    /// A new daemon on the same line.
    func restartDaemon() {
        events = []
        conversation = PanelConversation(firstSession: UInt16(now & 0x3FFF) + 9_000, at: .start)
        conversation.now = time
        conversation.open(at: time)
    }

    /// The controller is reset and dark for a while.
    func reset(cause: ResetCause = .watchdog, darkFor milliseconds: Int = 60) {
        world.cause = cause
        if cause == .power { world.forget() }
        for _ in 0..<milliseconds {
            now += 1
            talk()
            world.toController = []
        }
        panel = Panel(board: WorldBoard(world: world))
    }

    func press(_ isDown: Bool) {
        world.contacts.subtract([.panicOpen, .panicClosed])
        world.contacts.formUnion(isDown ? .panicOpen : .panicClosed)
    }

    /// The presses that were reported.
    var presses: Int {
        events.reduce(0) { sum, event in
            guard case .panicReported(let report) = event else { return sum }
            return sum + Int(report.presses)
        }
    }

    /// The moves of the handset.
    var handset: [Bool] {
        events.compactMap { event in
            guard case .handsetMoved(let isLifted) = event else { return nil }
            return isLifted
        }
    }

    /// What came up or went away.
    var conditions: [WiredPanelEvent] {
        events.filter { if case .conditionChanged = $0 { true } else { false } }
    }

    func forgetEvents() { events = [] }

    private func talk() {
        let up = world.toStation.map { noise?($0) ?? $0 }
        world.toStation = []
        if isConnected { conversation.take(up[...], at: time) }
        conversation.advance(to: time)
        let new = conversation.takeEvents()
        events += new
        for event in new {
            guard case .panicReported(let report) = event, hears else { continue }
            if report.presses > 0 { conversation.show(.relay(isClosed: true), at: time) }
            conversation.show(
                .confirmPresses(heard: report.number, kept: keeps ? report.number : 0),
                at: time
            )
        }
        let down = conversation.takeOutgoing().map { noise?($0) ?? $0 }
        if isConnected { world.toController += down }
    }
}
