import CUnicorn
import PanelCore
import PanelProtocol

/// An RP2040, as much of it as the firmware touches, with the panel around it.
///
/// The processor is Unicorn's; the blocks around it are ours and written from the datasheet: so it
/// proves the program and not the silicon. One wait for an interrupt is one millisecond.
final class PicoChip {
    /// The keys that are down, by their place in the matrix.
    var keys: Set<Int> = []
    /// The contacts that conduct.
    var contacts: PanelContacts = .atRest
    /// What is wrong with the cable of the panic button.
    var cableFault: PanicCircuit.Fault?
    var circuits: [PanicCircuit: (closed: Bool, open: Bool)] = [:]
    /// Circuits in which a pin was neither high nor low for certain.
    var uncertain: Set<PanicCircuit> = []
    /// Whether the crystal does not start.
    var isCrystalDead = false
    var toStation: [UInt8] = []
    var toController: [UInt8] = []
    /// Milliseconds since power came.
    private(set) var now = 0
    var kicks = 0
    private(set) var resets = 0
    /// Registers that were read or written and that the model does not know.
    var unknown: Set<UInt64> = []
    /// How many instructions the last start took until the relay was driven.
    private(set) var relayInstructions: Int?
    /// What a trap has put in the place of the program, and the program.
    private var destroyed: (address: UInt64, code: UInt16)?
    /// Instructions since power came, and the most in one millisecond.
    private(set) var instructions = 0
    private(set) var mostInstructions = 0
    /// Whether the program hangs: nothing kicks the watchdog.
    private(set) var isHung = false

    private var engine: OpaquePointer?
    private let flash: [UInt8]
    var words: [UInt64: UInt32] = [:]
    var output: UInt32 = 0
    var isOutput: UInt32 = 0
    var watchdogLeft = 0
    var isWatchdogOn = false
    var hasWaited = false
    /// Whether the millisecond that runs is not one of a start.
    private var hasStarted = false
    private var startedAt = 0
    /// How many bytes the queue of the port still takes: 115,200 baud are 11.5 a millisecond.
    var room = 32
    var heldInReset: UInt32 = 0x01FF_FFFF

    init(flash: [UInt8]) throws {
        self.flash = flash
        guard
            uc_open(UC_ARCH_ARM, uc_mode(UC_MODE_THUMB.rawValue | UC_MODE_MCLASS.rawValue), &engine)
                == UC_ERR_OK
        else { throw PicoFault.noEngine }
        guard cunicorn_choose_processor(engine, Int32(UC_CPU_ARM_CORTEX_M0.rawValue)) == UC_ERR_OK,
            uc_mem_map(engine, 0x1000_0000, 0x20_0000, UInt32(UC_PROT_ALL.rawValue)) == UC_ERR_OK,
            uc_mem_map(engine, 0x2000_0000, 0x4_2000, UInt32(UC_PROT_ALL.rawValue)) == UC_ERR_OK,
            uc_mem_write(engine, 0x1000_0000, flash, flash.count) == UC_ERR_OK
        else { throw PicoFault.noEngine }
        let this = Unmanaged.passUnretained(self).toOpaque()
        for (base, size) in Self.blocks {
            let result = uc_mmio_map(
                engine,
                base,
                size,
                { _, offset, _, base in
                    UInt64(PicoChip.current?.load(UInt64(UInt(bitPattern: base)) + offset) ?? 0)
                },
                UnsafeMutableRawPointer(bitPattern: UInt(base)),
                { _, offset, _, word, base in
                    let address = UInt64(UInt(bitPattern: base)) + offset
                    PicoChip.current?.store(address, UInt32(truncatingIfNeeded: word))
                },
                UnsafeMutableRawPointer(bitPattern: UInt(base))
            )
            guard result == UC_ERR_OK else { throw PicoFault.noEngine }
        }
        var hook: uc_hook = 0
        let callback: uc_cb_hookcode_t = { engine, address, _, data in
            guard let data else { return }
            let chip = Unmanaged<PicoChip>.fromOpaque(data).takeUnretainedValue()
            chip.instructions += 1
            var code: UInt16 = 0
            uc_mem_read(engine, address, &code, 2)
            // WFI; and a branch to itself, which is how a program of ours stops.
            if code == 0xBF30 || code == 0xE7FE {
                chip.hasWaited = code == 0xBF30
                uc_emu_stop(engine)
            }
        }
        guard cunicorn_hook_code(engine, &hook, callback, this) == UC_ERR_OK else {
            throw PicoFault.noEngine
        }
        Self.current = self
    }

    deinit { uc_close(engine) }

    /// Why the chip starts.
    enum Reset {
        /// Power comes: the memory holds anything.
        case power
        /// The reset pin was pulled: the memory stays, the scratch words do not.
        case pin
        /// The watchdog has bitten: memory and scratch words stay.
        case watchdog
    }

    /// The boot ROM copies the second stage and jumps to it.
    ///
    /// Source: RP2040 datasheet 2.13.4 (causes of a reset), 4.7.4 (scratch words).
    func boot(_ reset: Reset = .power) throws {
        let kept = words.filter { (0x4005_800C...0x4005_8028).contains($0.key) }
        words = reset == .watchdog ? kept : [:]
        switch reset {
        case .power:
            words[0x4006_4008] = 1 << 8
            let junk = (0..<0x4_2000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
            uc_mem_write(engine, 0x2000_0000, junk, junk.count)
        case .pin: words[0x4006_4008] = 1 << 16
        case .watchdog: words[0x4006_4008] = 1 << 8
        }
        words[0x4005_8008] = reset == .watchdog ? 1 : 0
        isHung = false
        restoreProgram()
        relayInstructions = nil
        startedAt = instructions
        hasStarted = false
        (output, isOutput, isWatchdogOn, heldInReset) = (0, 0, false, 0x01FF_FFFF)
        toController = []
        guard bootCheck == (0..<4).reduce(UInt32(0), { $0 | UInt32(flash[252 + $1]) << (8 * $1) })
        else { throw PicoFault.wrongBootCheck }
        uc_mem_write(engine, 0x2004_1F00, flash, 256)
        var stack: UInt32 = 0x2004_1F00
        uc_reg_write(engine, Int32(UC_ARM_REG_SP.rawValue), &stack)
        try go(from: 0x2004_1F00)
    }

    /// Lets milliseconds pass.
    func run(_ milliseconds: Int) throws {
        for _ in 0..<milliseconds {
            now += 1
            room = min(32, room + 11 + now % 2)
            if isWatchdogOn {
                watchdogLeft -= 1
                if watchdogLeft <= 0 {
                    resets += 1
                    try boot(.watchdog)
                    continue
                }
            }
            guard !isHung, hasWaited else { continue }
            var counter: UInt32 = 0
            uc_reg_read(engine, Int32(UC_ARM_REG_PC.rawValue), &counter)
            try go(from: UInt64(counter) + 2)
        }
    }

    /// Lets time pass until something is so; how long it took.
    func run(until condition: (PicoChip) -> Bool, limit: Int = 5_000) throws -> Int? {
        for passed in 0..<limit {
            if condition(self) { return passed }
            try run(1)
        }
        return nil
    }

    func takeWords() -> [UInt8] {
        defer { toStation = [] }
        return toStation
    }

    /// The pins that are driven high.
    func isHigh(_ pin: Int) -> Bool { (output & isOutput) >> UInt32(pin) & 1 == 1 }

    var isRelayClosed: Bool { isHigh(26) }

    /// The program traps where it goes on next, as a bug of Swift does: at an undefined instruction.
    func trap() {
        var counter: UInt32 = 0
        uc_reg_read(engine, Int32(UC_ARM_REG_PC.rawValue), &counter)
        let address = UInt64(counter) + 2
        var code: UInt16 = 0
        uc_mem_read(engine, address, &code, 2)
        destroyed = (address, code)
        write(0xDEFE, at: address)
    }

    /// What the relay's pin has just become.
    func noteRelay() {
        if relayInstructions == nil, isRelayClosed { relayInstructions = instructions - startedAt }
    }

    private func restoreProgram() {
        if let destroyed { write(destroyed.code, at: destroyed.address) }
        destroyed = nil
    }

    private func write(_ code: UInt16, at address: UInt64) {
        var code = code
        uc_mem_write(engine, address, &code, 2)
        cunicorn_forget_code(engine, address & ~3, (address & ~3) + 4)
    }

    func pin(_ pin: Int) -> (function: UInt32, pad: UInt32) {
        (
            words[0x4001_4004 + UInt64(pin) * 8] ?? 0x1F,
            words[0x4001_C004 + UInt64(pin) * 4] ?? 0x56
        )
    }

    /// Where the vectors are.
    var vectors: UInt32 { words[0xE000_ED08] ?? 0 }

    private func go(from address: UInt64) throws {
        let before = instructions
        hasWaited = false
        let result = uc_emu_start(engine, address | 1, 0xFFFF_FFFE, 0, 4_000_000)
        // A trap of Swift is an undefined instruction: a fault, and then nothing but the watchdog.
        isHung = result == UC_ERR_EXCEPTION || result == UC_ERR_INSN_INVALID
        guard result == UC_ERR_OK || isHung else { throw PicoFault.stopped(result.rawValue) }
        if hasStarted { mostInstructions = max(mostInstructions, instructions - before) }
        hasStarted = hasWaited
    }

    // MARK: The blocks around the processor

    private static let blocks: [(UInt64, Int)] = [
        (0x1800_0000, 0x1000), (0x4000_0000, 0x7_0000), (0xD000_0000, 0x1000),
        (0xE000_E000, 0x1000),
    ]

    /// The chip that runs: a callback is told the base of its block only.
    ///
    /// Tests run one at a time.
    private nonisolated(unsafe) static weak var current: PicoChip?
}

/// Why the chip does not run.
enum PicoFault: Error {
    case noEngine
    case wrongBootCheck
    case stopped(UInt32)
}

extension PicoChip {
    /// CRC-32/MPEG-2 of the first 252 bytes.
    ///
    /// Source: RP2040 datasheet 2.8.1.3.1.
    var bootCheck: UInt32 {
        flash.prefix(252).reduce(0xFFFF_FFFF) { check, byte in
            (0..<8).reduce(check ^ UInt32(byte) << 24) { check, _ in
                check & 0x8000_0000 == 0 ? check << 1 : check << 1 ^ 0x04C1_1DB7
            }
        }
    }
}
