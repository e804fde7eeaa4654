/// The five facts of an alarm, each true or not by itself (DESIGN 8).
///
/// The lamp shows the furthest one:
///
/// | furthest fact | lamp |
/// | --- | --- |
/// | pressed | five flashes a second |
/// | stored in the box | two short flashes, pause |
/// | left the box | half a second on, half a second off |
/// | reached the centre | one short flash every two seconds |
/// | accepted by a person | steady |
public struct PanicFacts: Hashable, Sendable {
    /// The button was pressed: true of every incident.
    public let isPressed = true
    /// Its record is on disk.
    public var isStored = false
    /// A signal was given to the network.
    public var hasLeftTheBox = false
    /// The inbox signed for a signal.
    public var hasReachedCentre = false
    /// A person accepted it.
    public var isAccepted = false

    /// The facts of a press of which nothing else is known.
    public init() {}

    /// How the lamp at the button shines.
    public var rhythm: LampRhythm {
        if isAccepted { return .on }
        if hasReachedCentre { return .blip }
        if hasLeftTheBox { return .slow }
        return isStored ? .double : .fast
    }
}
