internal import DeviceThreads
internal import GPIOLines
internal import MeldpostCore

/// A panel: what people press, hear and see.
protocol PanelDoor: Sendable {
    /// Carries out an effect of the panel, and returns at once.
    func perform(_ effect: Effect)

    /// How much was refused on the line to the panel since the start.
    var refusalCount: Int { get }

    /// How the panic button is watched.
    var buttonWatch: ButtonWatch { get }

    /// The handset was lifted: whatever the last visitor changed is set again.
    func visitBegan()

    /// Somebody begins at the desk: whatever the last worker changed is set again.
    func deskBegan()

    /// Lets the panel controller look at itself; what it finds is a condition.
    func testItself()
}

extension PanelDoor {
    /// A panel without a line refuses nothing.
    var refusalCount: Int { 0 }

    /// A panel on a terminal has a button as long as it has a terminal.
    var buttonWatch: ButtonWatch { ButtonWatch() }

    /// A panel without a voice has nothing to set again.
    func visitBegan() {}

    /// A desk without a voice has nothing to set again.
    func deskBegan() {}

    /// A panel without a controller has nothing to look at.
    func testItself() {}
}

/// How a panel watches the panic button, as far as the panel itself knows.
struct ButtonWatch: Hashable, Sendable {
    /// Whether the button is on a wire, and has to be read before anybody knows how it stands.
    var isWired = false
    /// Which lines of it are there, where it hangs on lines of the board.
    var lines = PanicLines.complete
    /// How often the thread that watches it has gone round, where it has one that never waits long.
    var turns: UInt64?
}

/// A panel with threads of its own.
protocol RunningPanelDoor: PanelDoor {
    /// Watches the panic button, before anything else of the station is up.
    ///
    /// - Returns: the threads, which end after ``close()``.
    func arm() -> [DedicatedThread]

    /// Starts the threads.
    ///
    /// - Parameter stop: called where the panel is gone for good and the station with it.
    /// - Returns: the threads, which end after ``close()``.
    func start(_ stop: @escaping @Sendable () -> Void) -> [DedicatedThread]

    /// Ends the threads.
    func close()
}

extension RunningPanelDoor {
    /// Where the panel watches the button itself, or has none.
    func arm() -> [DedicatedThread] { [] }
}
