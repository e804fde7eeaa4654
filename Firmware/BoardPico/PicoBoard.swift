internal import BoardKit
internal import PanelCore
internal import PanelProtocol

/// The Raspberry Pi Pico, at four times the twelve megahertz of its crystal.
///
/// | pins | what |
/// | --- | --- |
/// | 0, 1 | serial line: transmit, receive |
/// | 2-5 | rows of the keypad, pulled to ground one at a time |
/// | 6-8 | columns of the keypad |
/// | 9 | cradle of the handset |
/// | 10, 11 | panic button: wires of the normally-closed and the normally-open contact |
/// | 12, 13 | key switch: reset, test |
/// | 14-17 | first line rings, off hook; second line rings, off hook |
/// | 18-21 | lamps: panic, desk, ready, fault |
/// | 22 | buzzer |
/// | 26 | panic relay |
/// | 27, 28 | probes of the two panic wires, through a resistor each |
///
/// Inputs are pulled up and conduct to ground; outputs switch transistors, high is on.
///
/// A resistor at the end of each panic wire tells a wire that is whole from one that is cut or
/// shorted. A probe pulls its wire up against that resistor, but not against a contact without one:
///
/// | probe | reading | at rest | pressed | else |
/// | --- | --- | --- | --- | --- |
/// | of the open contact | closed, open contact | low, high | high, low | |
/// | of the closed contact | its own wire | high | high | low: shorted |
/// | of the closed contact | the other wire | low | low | high: cut, or the two are joined |
///
/// The second probe is on for one millisecond in eight.
///
/// Source: RP2040 datasheet 2.3.1.7 (SIO), 2.19.6 (GPIO), 4.2.8 (UART), 4.7.6 (watchdog).
struct PicoBoard: PanelBoard, ~Copyable {
    private static let sio: UInt = 0xD000_0000
    private static let watchdog: UInt = 0x4005_8000
    private static let columns: UInt32 = 6
    private static let contacts: UInt32 = 9
    private static let lamps: UInt32 = 18
    private static let buzzer: UInt32 = 22
    private static let relay: UInt32 = 26
    private static let rowPins: UInt32 = 0x3C
    private static let closedProbe: UInt32 = 1 << 27
    private static let openProbe: UInt32 = 1 << 28
    /// Microseconds until the watchdog resets the controller: ten passes of the loop, so that hang
    /// and start together hide less of a press than its shortest length.
    private static let watchdogTime: UInt32 = 10_000

    private let serial: SerialPort
    private var millisecond: UInt8 = 1
    /// The panic contacts when they were last read, and how their wires were found.
    private var pair: UInt32 = 1
    private var isShorted = false
    private var isCut = false

    init() {
        // First of all: a controller that hangs while it starts is reset too.
        PicoSetup.startWatchdog(microseconds: Self.watchdogTime)
        PicoSetup.startClocks()
        PicoSetup.startPins()
        // Rows stay low when they are driven, and are let go of instead of being driven high: two
        // keys at once never join a high and a low output.
        Register(Self.sio + 0x18).store(Self.rowPins)
        Register(Self.sio + 0x14).store(Self.closedProbe | Self.openProbe)
        Register(Self.sio + 0x24)
            .store(0xF << Self.lamps | 1 << Self.buzzer | 1 << Self.relay | Self.openProbe)
        // 48 MHz / (16 * 115,200) = 26 and 3/64.
        serial = SerialPort(base: 0x4003_4000, divisor: 26 << 6 | 3)
    }

    mutating func driveRow(_ row: Int) {
        Register(Self.sio + 0x28).store(Self.rowPins)
        Register(Self.sio + 0x24).store(4 << UInt32(truncatingIfNeeded: row))
    }

    mutating func readColumns() -> UInt8 {
        UInt8(truncatingIfNeeded: ~pins >> Self.columns) & 7
    }

    mutating func readContacts() -> PanelContacts {
        // The pins stand in another order than the contacts: the cradle is first.
        let low = ~pins >> Self.contacts
        let others = (low & 1) << 2 | (low >> 3 & 0x3F) << 3
        return PanelContacts(
            rawValue: UInt16(truncatingIfNeeded: others | findPair((low >> 1) & 3))
        )
    }

    /// What the two panic contacts are: as they read, or as contacts that disagree where their wires
    /// are not whole.
    private mutating func findPair(_ read: UInt32) -> UInt32 {
        millisecond = (millisecond &+ 1) & 7
        if millisecond == 1 {
            isShorted = read & 1 != 0
            isCut = read & 2 == 0
            probe(Self.openProbe)
        } else {
            pair = read
            if millisecond == 0 { probe(Self.closedProbe) }
        }
        // Only rest is doubted: what reads as a press is one, whatever the wires are like.
        guard pair == 1 else { return pair }
        return isShorted ? 3 : isCut ? 0 : pair
    }

    /// Switches one probe on and the other off: a whole millisecond to settle.
    private mutating func probe(_ probe: UInt32) {
        Register(Self.sio + 0x28).store(Self.closedProbe | Self.openProbe)
        Register(Self.sio + 0x24).store(probe)
    }

    mutating func light(_ lamps: LitLamps) {
        let lit = UInt32(lamps.rawValue) << Self.lamps
        Register(Self.sio + 0x14).store(lit)
        Register(Self.sio + 0x18).store(~lit & 0xF << Self.lamps)
    }

    mutating func sound(_ isOn: Bool) { set(Self.buzzer, isOn) }

    mutating func closeRelay(_ isClosed: Bool) { set(Self.relay, isClosed) }

    mutating func kickWatchdog() { PicoSetup.loadWatchdog(microseconds: Self.watchdogTime) }

    mutating func receive() -> UInt8? { serial.receive() }

    func canTransmit() -> Bool { serial.canTransmit }

    mutating func transmit(_ byte: UInt8) { serial.transmit(byte) }

    func resetCause() -> ResetCause {
        if Register(Self.watchdog + 0x08).load() != 0 { return .watchdog }
        // HAD_RUN: somebody pulled the reset pin.
        return Register(0x4006_4008).load() & 1 << 16 != 0 ? .line : .power
    }

    func retained(_ index: Int) -> UInt32 {
        index < RetainedState.words
            ? Memory.retained(index) : Self.scratch(index - RetainedState.words).load()
    }

    mutating func retain(_ index: Int, _ word: UInt32) {
        Memory.retain(index, word)
        Self.scratch(index).store(word)
    }

    func stackUsed() -> UInt16 { Memory.stackUsed }

    private var pins: UInt32 { Register(Self.sio + 0x04).load() }

    private func set(_ pin: UInt32, _ isOn: Bool) {
        Register(Self.sio + (isOn ? 0x14 : 0x18)).store(1 << pin)
    }

    /// Six of the eight scratch words of the watchdog: the boot ROM looks at the fifth.
    ///
    /// The reset pin clears them, the memory survives it; the boot ROM uses neither the six words
    /// nor the striped banks of the memory.
    ///
    /// Source: RP2040 datasheet 4.7.4 (scratch registers), 2.8.1 (boot ROM); the pico-sdk finds a
    /// double reset by a word in the memory (`pico_bootsel_via_double_reset`).
    private static func scratch(_ index: Int) -> Register {
        let word = UInt(truncatingIfNeeded: index < 4 ? index : index + 1)
        return Register(watchdog + 0x0C + (word << 2))
    }
}
