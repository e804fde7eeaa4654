/// The panic button as a worker at the desk sees it.
public struct DeskAlarm: Hashable, Sendable {
    /// The incident; one that is over can still be marked.
    public var incident: IncidentID
    /// Whether it is a test of the button.
    public var isTest: Bool
    /// How many presses it had.
    public var presses: UInt32
    /// How far it has come.
    public var facts: PanicFacts
    /// Whether it is over.
    public var isOver: Bool

    /// Makes what a worker sees of an incident.
    public init(
        incident: IncidentID,
        isTest: Bool,
        presses: UInt32,
        facts: PanicFacts,
        isOver: Bool
    ) {
        self.incident = incident
        self.isTest = isTest
        self.presses = presses
        self.facts = facts
        self.isOver = isOver
    }

    init(_ incident: PanicIncident) {
        self.init(
            incident: incident.id,
            isTest: incident.isTest,
            presses: incident.presses,
            facts: incident.facts,
            isOver: false
        )
    }

    /// Whether a person must still accept it.
    var isWaiting: Bool { !isTest && !isOver && !facts.isAccepted }
}

/// What a worker says of an alarm.
public enum AlarmMark: UInt8, Hashable, Sendable, CaseIterable {
    /// Somebody has it in hand.
    case accepted = 1
    /// It was no emergency.
    case falseAlarm
    /// It was one.
    case verified

    /// What the record says.
    var state: PanicState {
        switch self {
        case .accepted: .accepted
        case .falseAlarm: .falseAlarm
        case .verified: .verified
        }
    }
}
