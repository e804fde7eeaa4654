/// What a panel told while the station had no room, until there is some.
///
/// A key that finds no room is lost, as one is that nobody hears. All else is a state, and the station
/// must not keep a wrong one: with a hang-up that was lost the next visitor would be in the visit of
/// the last. So states wait, in their order, and no key overtakes them. Of three in a row of the same
/// kind the newest says it all, so that what waits is bounded by what there is at a panel.
public struct WiredPanelBacklog: Sendable {
    /// What a state is of.
    private enum Place: Hashable {
        case handset
        case deskHandset
        case rings(TelephoneLine)
        case offHook(TelephoneLine)
        case test
        case reset
        case condition(Condition)
    }

    private var waiting: [WiredPanelEvent] = []

    /// Makes a backlog in which nothing waits.
    public init() {}

    /// Whether nothing waits.
    public var isEmpty: Bool { waiting.isEmpty }

    /// Puts `event` behind those that wait.
    ///
    /// Presses of the panic button never wait here: they are counted, and never behind anything (P6).
    public mutating func add(_ event: WiredPanelEvent) {
        guard let place = Self.place(of: event) else { return waiting.append(event) }
        let same = waiting.indices.filter { Self.place(of: waiting[$0]) == place }
        guard same.last.map({ waiting[$0] }) != event else { return }
        waiting.append(event)
        guard same.count == 2 else { return }
        for index in same.reversed() { waiting.remove(at: index) }
    }

    /// Gives the station what it takes, in order; what has to do with the button never waits for the
    /// rest.
    ///
    /// - Parameter sink: takes an event, or says that there is no room.
    public mutating func flush(into sink: (WiredPanelEvent) -> Bool) {
        var isFull: [Bool: Bool] = [:]
        waiting = waiting.filter { event in
            if isFull[event.isUrgent] != true, sink(event) { return false }
            isFull[event.isUrgent] = true
            return Self.place(of: event) != nil
        }
    }

    /// What `event` is a state of, or nothing for a key.
    private static func place(of event: WiredPanelEvent) -> Place? {
        switch event {
        case .keyPressed, .keyReleased, .deskKeyPressed, .deskKeyRefused: nil
        case .handsetMoved: .handset
        case .deskHandsetMoved: .deskHandset
        case .lineRings(let line, _): .rings(line)
        case .lineOffHook(let line, _): .offHook(line)
        case .panicTestTurned: .test
        case .resetRequested: .reset
        case .conditionChanged(let condition, _): .condition(condition)
        case .panicReported: preconditionFailure("presses do not wait behind anything")
        }
    }
}
