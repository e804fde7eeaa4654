internal import CBoard
public import PanelCore

/// The millisecond, by the timer of the core.
///
/// Interrupts stay masked: one that is pending ends the sleep, and none is ever taken. So nothing
/// runs beside the loop, and nothing has to be kept from it.
///
/// Source: ARMv6-M Architecture Reference Manual, B3.3 (SysTick), B1.5.18 (WFI).
public struct Ticker {
    private static var control: Register { Register(0xE000_E010) }
    private static var interruptControl: Register { Register(0xE000_ED04) }

    /// Starts the timer.
    public init(cyclesPerMillisecond: UInt32) {
        cboard_mask_interrupts()
        Register(0xE000_E014).store(cyclesPerMillisecond &- 1)
        Register(0xE000_E018).store(0)
        // The clock of the core, with its exception, on.
        Self.control.store(7)
    }

    /// Sleeps until something is pending; says whether a millisecond has passed.
    public func sleep() -> Bool {
        cboard_wait_for_interrupt()
        let hasPassed = Self.control.load() & 1 << 16 != 0
        // PENDSTCLR
        Self.interruptControl.store(1 << 25)
        return hasPassed
    }

    /// Runs `panel` for ever.
    public func run<Board: PanelBoard & ~Copyable>(_ panel: inout Panel<Board>) {
        while true {
            if sleep() { panel.tick() }
        }
    }
}
