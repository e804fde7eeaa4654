import PanelKit
import PanelProtocol

@testable import PanelCore

/// A controller, its world, and a station, in virtual milliseconds.
final class PanelBench {
    let world = World()
    var station = ModelStation()
    var panel: Panel<WorldBoard>
    /// Milliseconds since the beginning.
    private(set) var now = 0
    /// Whether the line is whole.
    var isConnected = true
    /// What the station hears instead of the controller, and the other way round.
    var noise: ((UInt8) -> UInt8)?
    /// What the world does, whether the controller runs or not.
    var atEachMillisecond: ((PanelBench) -> Void)?

    init() { panel = Panel(board: WorldBoard(world: world)) }

    /// Lets time pass.
    func run(_ milliseconds: Int) {
        for _ in 0..<milliseconds { tick() }
    }

    /// Lets time pass until `condition`, at most `limit` milliseconds; how long it took.
    func run(until condition: (PanelBench) -> Bool, limit: Int = 10_000) -> Int? {
        let start = now
        while now - start < limit {
            if condition(self) { return now - start }
            tick()
        }
        return nil
    }

    /// The controller is reset and is dark for a while; the world goes on.
    func reset(cause: ResetCause = .watchdog, darkFor milliseconds: Int = 60) {
        world.cause = cause
        if cause == .power { world.forget() }
        world.writesLeft = .max
        world.isCut = false
        world.isRelayClosed = false
        world.toController = []
        for _ in 0..<milliseconds {
            now += 1
            atEachMillisecond?(self)
            talk()
            world.toController = []
        }
        panel = Panel(board: WorldBoard(world: world))
    }

    /// Presses a key for a while and lets go of it.
    func press(_ place: Int, for milliseconds: Int = 80) {
        world.keys.insert(place)
        run(milliseconds)
        world.keys.remove(place)
        run(80)
    }

    /// Presses the panic button.
    func pushPanic() { world.contacts = world.contacts.subtracting(.panicClosed).union(.panicOpen) }

    /// Lets go of the panic button.
    func releasePanic() {
        world.contacts = world.contacts.subtracting(.panicOpen).union(.panicClosed)
    }

    private func tick() {
        now += 1
        atEachMillisecond?(self)
        // 115,200 baud, ten bits a byte.
        world.room = min(32, world.room + 11 + now % 2)
        panel.tick()
        talk()
    }

    private func talk() {
        let up = world.toStation.map { noise?($0) ?? $0 }
        world.toStation = []
        guard station.isAlive else { return }
        if isConnected { station.take(up) }
        station.tick()
        let down = station.takeWords().map { noise?($0) ?? $0 }
        if isConnected { world.toController += down }
    }
}
