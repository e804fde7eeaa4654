internal import GPIOLines
internal import MeldpostCore
internal import SystemdService

/// Whether the panic button is armed, as everybody on the machine may know: it depends on no visit.
enum PanicStanding: Hashable, Sendable {
    /// A press is an alarm.
    case armed
    /// A press is an alarm, but moves nothing on the spot.
    case withoutRelay
    /// Nobody has seen yet how the button stands.
    case beginning
    /// The panel controller says nothing.
    case panelLost
    /// The panel controller speaks a version that is not known.
    case panelUnknown
    /// A contact hangs on a chip that is not there.
    case chipMissing
    /// A contact hangs on a line that cannot be had.
    case lineUnusable
    /// A wire is cut or shorted: the button may work or not.
    case wireFault
    /// The button stays down: the next press cannot be told.
    case stuck
    /// A press is a test.
    case testing
    /// The thread that watches the button does not go round.
    case hanging

    /// Finds the worst that is known.
    ///
    /// - Parameters:
    ///   - health: the lasting bad conditions.
    ///   - isTesting: whether a press is a test.
    ///   - isSeen: whether the panel has told how the button stands.
    ///   - watch: what the panel itself knows.
    init(_ health: HealthBoard, isTesting: Bool, isSeen: Bool, watch: ButtonWatch) {
        self =
            if health.isRaised(.panelLinkLost) {
                .panelLost
            } else if health.isRaised(.panelVersionUnknown) {
                .panelUnknown
            } else if watch.lines == .chipMissing {
                .chipMissing
            } else if watch.lines == .unusable {
                .lineUnusable
            } else if watch.isWired, !isSeen {
                .beginning
            } else if health.isRaised(.panicWireFault) {
                .wireFault
            } else if health.isRaised(.panicStuck) {
                .stuck
            } else if isTesting {
                .testing
            } else if watch.lines == .withoutRelay {
                .withoutRelay
            } else {
                .armed
            }
    }

    /// What `systemctl status` shows of it.
    var words: StaticString {
        switch self {
        case .armed: "Panic is armed."
        case .withoutRelay: "Panic is armed, but its relay is missing."
        case .beginning: "Panic is NOT armed yet."
        case .panelLost: "Panic is NOT armed: the panel controller does not answer."
        case .panelUnknown: "Panic is NOT armed: the panel controller speaks another version."
        case .chipMissing: "Panic is NOT armed: the GPIO chip of the button is missing."
        case .lineUnusable: "Panic is NOT armed: a GPIO line of the button cannot be had."
        case .wireFault: "Panic is NOT armed: a wire of the button is cut or shorted."
        case .stuck: "Panic is NOT armed: the button stays down."
        case .testing: "Panic is NOT armed: the test of the button is on."
        case .hanging: "Panic is NOT armed: the thread of the button hangs."
        }
    }
}
