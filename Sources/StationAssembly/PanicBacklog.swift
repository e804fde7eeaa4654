internal import DeviceThreads
internal import MeldpostCore
internal import SerialPanel

/// Events of the panic lane that found no room, in their order, until there is some (P6).
///
/// What waits is never given up, because the next report would confirm it to the controller: presses
/// are added up, and a condition that comes and goes waits once. So it stays small without a bound of
/// its own; only turns of the key switch, which a person makes, have one: where it is reached, those
/// that would end an alarm or begin a test are dropped.
struct PanicBacklog {
    /// With how many events waiting no turn of the key switch is taken that makes a press less.
    static let turnLimit = 64

    private var waiting: [WiredPanelEvent] = []

    /// Whether nothing waits.
    var isEmpty: Bool { waiting.isEmpty }

    /// Gives the loop what it takes, in order.
    mutating func post(to inputs: Mailbox<LoopInput>) {
        while let event = waiting.first {
            if let stimulus = event.stimulus {
                let isTaken = inputs.post(.stimulus(stimulus), lane: LoopLane.panic.rawValue)
                guard isTaken else { return }
            }
            waiting.removeFirst()
        }
    }

    /// Puts `event` behind those that wait.
    mutating func add(_ event: WiredPanelEvent) {
        switch event {
        case .panicReported(let new):
            guard case .panicReported(let old)? = waiting.last else { break }
            var both = new
            both.presses = UInt16(clamping: Int(old.presses) + Int(new.presses))
            waiting[waiting.count - 1] = .panicReported(both)
            return
        case .conditionChanged(let condition, _):
            waiting.removeAll {
                guard case .conditionChanged(condition, _) = $0 else { return false }
                return true
            }
        case .panicTestTurned(isOn: false):
            let last = waiting.last { if case .panicTestTurned = $0 { true } else { false } }
            guard last != event else { return }
        default:
            guard waiting.count < Self.turnLimit else { return }
        }
        waiting.append(event)
    }
}
