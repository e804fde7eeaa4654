internal import BoardKit
internal import PanelCore
internal import PanelProtocol

/// The board that QEMU plays, for running the daemon against the real firmware.
///
/// Each key has an input of its own, because another program plays the finger and is not fast enough
/// to play a matrix: the matrix itself is proved with the image of the Pico.
///
/// | port | lines |
/// | --- | --- |
/// | A 0-7, E 0-3 | keys 1 2 3 4 5 6 7 8, 9 * 0 #: high is pressed |
/// | C 0-3 | first line rings, off hook; second line rings, off hook |
/// | D 0-4 | panic closed, panic open, handset, reset, test: high conducts |
/// | F 0-5 | lamps panic, desk, ready, fault; buzzer; relay |
/// | G 0 | high: the firmware hangs, as far as its watchdog can tell |
///
/// Source: LM3S6965 data sheet, chapters 8 (GPIO), 10 (watchdog).
struct LM3SBoard: PanelBoard, ~Copyable {
    private static let portA: UInt = 0x4000_4000
    private static let portC: UInt = 0x4000_6000
    private static let portD: UInt = 0x4000_7000
    private static let portE: UInt = 0x4002_4000
    private static let portF: UInt = 0x4002_5000
    private static let portG: UInt = 0x4002_6000
    private static let watchdog: UInt = 0x4000_0000

    private let serial = SerialPort(base: 0x4000_C000, divisor: 6 << 6 | 50)
    private var row = 0
    private var outputs: UInt32 = 0

    init() {
        Register(Self.portF + 0x400).store(0x3F)
        // Two seconds, because the emulator may be starved; the first expiry is an interrupt, the
        // second a reset.
        Register(Self.watchdog).store(12_500_000)
        Register(Self.watchdog + 8).store(3)
    }

    mutating func driveRow(_ row: Int) { self.row = row }

    mutating func readColumns() -> UInt8 {
        let keys = Self.data(Self.portA) & 0xFF | (Self.data(Self.portE) & 0xF) << 8
        let shift: UInt32 = row == 0 ? 0 : row == 1 ? 3 : row == 2 ? 6 : 9
        return UInt8(truncatingIfNeeded: keys >> shift) & 7
    }

    mutating func readContacts() -> PanelContacts {
        let word = Self.data(Self.portD) & 0x1F | (Self.data(Self.portC) & 0xF) << 5
        return PanelContacts(rawValue: UInt16(truncatingIfNeeded: word))
    }

    mutating func light(_ lamps: LitLamps) {
        show(outputs & ~0xF | UInt32(lamps.rawValue))
    }

    mutating func sound(_ isOn: Bool) {
        show(outputs & ~0x10 | (isOn ? 0x10 : 0))
    }

    mutating func closeRelay(_ isClosed: Bool) {
        show(outputs & ~0x20 | (isClosed ? 0x20 : 0))
    }

    mutating func kickWatchdog() {
        if Self.data(Self.portG) & 1 == 0 { Register(Self.watchdog + 0xC).store(1) }
    }

    mutating func receive() -> UInt8? { serial.receive() }

    func canTransmit() -> Bool { serial.canTransmit }

    mutating func transmit(_ byte: UInt8) { serial.transmit(byte) }

    /// Whoever remembers was reset by its watchdog: nothing else resets this board.
    func resetCause() -> ResetCause { .watchdog }

    func retained(_ index: Int) -> UInt32 {
        index < RetainedState.words ? Memory.retained(index) : 0
    }

    mutating func retain(_ index: Int, _ word: UInt32) { Memory.retain(index, word) }

    func stackUsed() -> UInt16 { Memory.stackUsed }

    private static func data(_ port: UInt) -> UInt32 { Register(port + 0x3FC).load() }

    private mutating func show(_ word: UInt32) {
        outputs = word
        Register(Self.portF + 0x3FC).store(word)
    }
}
