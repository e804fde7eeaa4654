internal import DeviceThreads
internal import MeldpostCore

/// A panel: what people press, hear and see.
protocol PanelDoor: Sendable {
    /// Carries out an effect of the panel, and returns at once.
    func perform(_ effect: Effect)

    /// How much was refused on the line to the panel since the start.
    var refusalCount: Int { get }

    /// The handset was lifted: whatever the last visitor changed is set again.
    func visitBegan()

    /// Lets the panel controller look at itself; what it finds is a condition.
    func testItself()
}

extension PanelDoor {
    /// A panel without a line refuses nothing.
    var refusalCount: Int { 0 }

    /// A panel without a voice has nothing to set again.
    func visitBegan() {}

    /// A panel without a controller has nothing to look at.
    func testItself() {}
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
