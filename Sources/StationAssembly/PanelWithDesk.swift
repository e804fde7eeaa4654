internal import DeviceThreads
internal import GPIOLines
internal import MeldpostCore

/// A panel with a controller, and beside it a desk whose keypad and hook hang on lines of the board.
///
/// The controller has the button: nothing of it is on these lines, which have one thread of their own.
final class PanelWithDesk: RunningPanelDoor {
    private let panel: any RunningPanelDoor
    private let desk: GPIOPanel
    private let inputs: Mailbox<LoopInput>

    init(_ panel: any RunningPanelDoor, desk: GPIOPanel, inputs: Mailbox<LoopInput>) {
        self.panel = panel
        self.desk = desk
        self.inputs = inputs
    }

    var refusalCount: Int { panel.refusalCount }

    var buttonWatch: ButtonWatch { panel.buttonWatch }

    func perform(_ effect: Effect) { panel.perform(effect) }

    func visitBegan() { panel.visitBegan() }

    func deskBegan() { panel.deskBegan() }

    func testItself() { panel.testItself() }

    func arm() -> [DedicatedThread] { panel.arm() }

    func start(_ stop: @escaping @Sendable () -> Void) -> [DedicatedThread] {
        panel.start(stop) + [
            DedicatedThread(name: "desk") { self.desk.run { self.inputs.give($0) } }
        ]
    }

    func close() {
        panel.close()
        desk.close()
    }
}
