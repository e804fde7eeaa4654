internal import BoardKit

/// What has to be switched on before an RP2040 is a panel controller.
///
/// Source: RP2040 datasheet 2.14 (resets), 2.15 (clocks), 2.16 (crystal), 2.18 (PLL), 2.19 (GPIO),
/// 4.7 (watchdog).
enum PicoSetup {
    private static let clocks: UInt = 0x4000_8000
    private static let resets: UInt = 0x4000_C000
    private static let powerStates: UInt = 0x4001_0000
    private static let ioBank: UInt = 0x4001_4000
    private static let pads: UInt = 0x4001_C000
    private static let crystal: UInt = 0x4002_4000
    private static let pll: UInt = 0x4002_8000
    private static let watchdog: UInt = 0x4005_8000
    /// A write here clears the bits that are set in it.
    private static let clearing: UInt = 0x3000

    /// Runs everything from the crystal, four times as fast: the millisecond with the longest frame
    /// has 48,000 cycles then.
    static func startClocks() {
        Register(crystal).store(0xAA0)
        // A millisecond in units of 256 cycles.
        Register(crystal + 0x0C).store(47)
        Register(crystal).store(0xFAB << 12 | 0xAA0)
        Register(crystal + 0x04).wait(for: 1 << 31)
        // CLK_REF from the crystal.
        Register(clocks + 0x30).store(2)
        Register(clocks + 0x38).wait(for: 1 << 2)
        // 12 MHz by 64, by 4, by 4.
        Register(resets + clearing).store(1 << 12)
        Register(resets + 0x08).wait(for: 1 << 12)
        Register(pll + 0x08).store(64)
        Register(pll + 0x04 + clearing).store(1 << 5 | 1 << 0)
        Register(pll).wait(for: 1 << 31)
        Register(pll + 0x0C).store(4 << 16 | 4 << 12)
        Register(pll + 0x04 + clearing).store(1 << 3)
        // CLK_SYS from the PLL, CLK_PERI from CLK_SYS.
        Register(clocks + 0x3C).store(1)
        Register(clocks + 0x44).wait(for: 1 << 1)
        Register(clocks + 0x48).store(1 << 11)
    }

    /// Lets the watchdog reset everything but the crystal.
    ///
    /// Before the crystal runs it counts by the ring oscillator, which is slower than twelve
    /// megahertz: its time is longer until then.
    static func startWatchdog(microseconds: UInt32) {
        // Twelve cycles of the crystal are a microsecond.
        Register(watchdog + 0x2C).store(1 << 9 | 12)
        Register(powerStates + 0x08).store(0x1FFFC)
        loadWatchdog(microseconds: microseconds)
        Register(watchdog).store(1 << 30)
    }

    /// Gives the watchdog its time again.
    ///
    /// Source: RP2040-E1: it counts two for each tick.
    static func loadWatchdog(microseconds: UInt32) {
        Register(watchdog + 0x04).store(microseconds << 1)
    }

    /// Connects the pins.
    static func startPins() {
        // IO_BANK0, PADS_BANK0, UART0.
        let blocks: UInt32 = 1 << 5 | 1 << 8 | 1 << 22
        Register(resets + clearing).store(blocks)
        while Register(resets + 0x08).load() & blocks != blocks {}
        var pin: UInt = 0
        while pin < 29 {
            if pin < 23 || pin > 25 {
                let isInput = (6...17).contains(pin)
                // Inputs have a pull-up and a Schmitt trigger, the receiver too, so that an open
                // line is at rest; rows, transmitter and probes have no pull, and what switches a
                // transistor is pulled down, as it is before the controller has started.
                let pull: UInt32 =
                    isInput || pin == 1 ? 0x4A : pin < 6 || pin > 26 ? 0x52 : 0x56
                Register(pads + 4 + (pin << 2)).store(pull)
                // Function 2 is the serial port, 5 the plain pin.
                Register(ioBank + 4 + (pin << 3)).store(pin < 2 ? 2 : 5)
            }
            pin += 1
        }
    }
}
