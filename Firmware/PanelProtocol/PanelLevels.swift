/// What is as it is until it changes: contacts, switches, lines and faults, a bit each.
public struct PanelLevels: OptionSet, Equatable, Sendable {
    /// The bits.
    public let rawValue: UInt16

    /// Makes levels of their bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The normally-closed contact of the panic button conducts, steadily.
    public static let normallyClosedConducts = PanelLevels(rawValue: 1 << 0)
    /// The normally-open contact of the panic button conducts, steadily.
    public static let normallyOpenConducts = PanelLevels(rawValue: 1 << 1)
    /// The two contacts have disagreed for as long as no button takes.
    public static let wireFault = PanelLevels(rawValue: 1 << 2)
    /// The worker's key switch is at *reset*.
    public static let reset = PanelLevels(rawValue: 1 << 3)
    /// The worker's key switch is at *test of the button*.
    public static let test = PanelLevels(rawValue: 1 << 4)
    /// The first line rings.
    public static let firstLineRings = PanelLevels(rawValue: 1 << 5)
    /// The first line is off hook.
    public static let firstLineOffHook = PanelLevels(rawValue: 1 << 6)
    /// The second line rings.
    public static let secondLineRings = PanelLevels(rawValue: 1 << 7)
    /// The second line is off hook.
    public static let secondLineOffHook = PanelLevels(rawValue: 1 << 8)
    /// A key stays down; the others work.
    public static let keyStuck = PanelLevels(rawValue: 1 << 9)

    /// All bits that have a meaning.
    public static let all = PanelLevels(rawValue: (1 << 10) - 1)

    /// Whether both contacts say that the button is down.
    public var sayPressed: Bool {
        contains(.normallyOpenConducts) && !contains(.normallyClosedConducts)
    }
}
