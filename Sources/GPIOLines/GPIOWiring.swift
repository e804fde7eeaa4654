/// Which line is wired to what; what is not wired is `nil`.
public struct GPIOWiring: Hashable, Sendable {
    /// The four rows of the keypad.
    public var rows: [LinePlace] = []
    /// Its three or four columns.
    public var columns: [LinePlace] = []
    /// The keypad and the hook switch of the worker's desk.
    public var desk = DeskWiring()
    /// The cradle: active while the handset is lifted.
    public var handset: LinePlace?
    /// The normally-closed contact of the panic button.
    public var panicClosed: LinePlace?
    /// The normally-open contact of the panic button.
    public var panicOpen: LinePlace?
    /// The worker's key switch at *reset*.
    public var reset: LinePlace?
    /// The worker's key switch at *test*.
    public var test: LinePlace?
    /// *Rings* and *off hook* of the first line and of the second.
    public var telephones: [TelephoneWiring] = []
    /// The lid of the housing: active while it is open.
    public var lid: LinePlace?
    /// The power supply: active while the mains are lost.
    public var mainsLost: LinePlace?
    /// The battery: active while it is low.
    public var batteryLow: LinePlace?
    /// The panic relay.
    public var relay: LinePlace?
    /// The lamps.
    public var lamps = LampWiring()
    /// The buzzer.
    public var buzzer: LinePlace?
    /// Whether inputs get the chip's pull-up resistor; else the board has its own.
    public var pullsUp = true

    /// The lines of the worker's desk.
    public struct DeskWiring: Hashable, Sendable {
        /// The four rows of the desk keypad.
        public var rows: [LinePlace] = []
        /// Its three or four columns.
        public var columns: [LinePlace] = []
        /// The hook switch: active while the handset of the desk is lifted.
        public var hook: LinePlace?

        /// Makes a desk at which nothing is wired.
        public init() {}

        /// Whether there is a keypad, of whatever size.
        public var hasKeypad: Bool { !(rows.isEmpty && columns.isEmpty) }
    }

    /// The lines of one telephone line.
    public struct TelephoneWiring: Hashable, Sendable {
        /// Active while it rings.
        public var rings: LinePlace?
        /// Active while it is off hook.
        public var offHook: LinePlace?

        /// Makes the wiring of a telephone line.
        public init(rings: LinePlace?, offHook: LinePlace?) {
            self.rings = rings
            self.offHook = offHook
        }
    }

    /// The four lamps.
    public struct LampWiring: Hashable, Sendable {
        /// At the panic button.
        public var panic: LinePlace?
        /// At the desk.
        public var desk: LinePlace?
        /// At the kiosk.
        public var ready: LinePlace?
        /// For the technician.
        public var fault: LinePlace?

        /// Makes lamps none of which is wired.
        public init() {}
    }

    /// Makes a wiring in which nothing is wired.
    public init() {}

    /// Whether there is a keypad at the kiosk, of whatever size.
    public var hasKeypad: Bool { !(rows.isEmpty && columns.isEmpty) }

    /// Whether each keypad that there is has a size that there is: four rows, three or four columns.
    public var areMatricesSound: Bool {
        (!hasKeypad || Self.isMatrix(rows, columns))
            && (!desk.hasKeypad || Self.isMatrix(desk.rows, desk.columns))
    }

    static func isMatrix(_ rows: [LinePlace], _ columns: [LinePlace]) -> Bool {
        rows.count == 4 && (3...4).contains(columns.count)
    }
}
