import Foundation
import PanelCore
import PanelProtocol
import ProgramKit
import Testing

/// The file that ships, in an emulated RP2040.
@Suite(.serialized, .enabled(if: try FlashImage.isThere.isMet))
struct PanelPicoTests {
    private let chip: PicoChip
    private let image: FlashImage

    init() throws {
        image = try FlashImage()
        chip = try PicoChip(flash: image.flash)
    }

    /// The frames that came since the last call.
    private func frames() -> [(frame: ControllerFrame, session: UInt16)] {
        var reader = FrameReader()
        return chip.takeWords().compactMap { byte in
            guard reader.take(byte) == .frame, let frame = ControllerFrame(reader.frame) else {
                return nil
            }
            return (frame, reader.frame.session)
        }
    }

    private func say(_ frame: StationFrame, session: UInt16 = 77) {
        let wire = WireBytes(frame.bytes(session: session))
        chip.toController += (0..<wire.count).map { wire[$0] }
    }

    /// Begins a session; the introduction.
    private func begin() throws -> PanelHello {
        try chip.run(60)
        let hello = frames().compactMap { frame -> PanelHello? in
            guard case .hello(let hello) = frame.frame else { return nil }
            return hello
        }.last
        let known = try #require(hello)
        say(.welcome(boots: known.boots))
        try chip.run(20)
        _ = frames()
        return known
    }

    /// The presses of the newest state since the last call.
    private func presses() -> UInt16? {
        frames().compactMap { frame -> UInt16? in
            guard case .state(_, let state) = frame.frame else { return nil }
            return state.presses
        }.last
    }

    @Test func `the image is newer than its sources`() throws {
        #expect(try !FlashImage.isStale(), "run Firmware/build")
    }

    @Test func `the second stage has its check sum and leads to the vectors`() throws {
        #expect(image.flash.count <= 8_448)
        #expect(image.blocks == image.flash.count / 256)
        try chip.boot()
        #expect(chip.vectors == 0x1000_0100)
        #expect(chip.unknown.isEmpty, "\(chip.unknown.map { String($0, radix: 16) })")
    }

    @Test func `pins have their functions and pulls`() throws {
        try chip.boot()
        #expect(chip.pin(0).function == 2 && chip.pin(1).function == 2)
        for pin in Array(2...22) + [26] { #expect(chip.pin(pin).function == 5, "\(pin)") }
        // Contacts are pulled up, what switches a transistor is pulled down.
        for pin in 6...17 { #expect(chip.pin(pin).pad & 0xC == 8) }
        for pin in [18, 19, 20, 21, 22, 26] { #expect(chip.pin(pin).pad & 0xC == 4) }
        // The probes are not pulled at all: it would be half of what their wire is pulled.
        for pin in [27, 28] { #expect(chip.pin(pin).function == 5 && chip.pin(pin).pad & 0xC == 0) }
        for pin in [23, 24, 25, 29] { #expect(chip.pin(pin).function == 0x1F) }
        #expect(!chip.isRelayClosed)
    }

    @Test func `it introduces itself within 60 ms and kicks its watchdog every millisecond`() throws
    {
        try chip.boot()
        let hello = try begin()
        #expect(hello.firmware == .current && hello.boots == 1 && hello.cause == .power)
        #expect(hello.isFresh)
        let before = chip.kicks
        try chip.run(500)
        #expect(chip.kicks == before + 500)
        #expect(chip.resets == 0)
        #expect(chip.unknown.isEmpty, "\(chip.unknown.map { String($0, radix: 16) })")
        // 48 million cycles a second, at most four for an instruction: 12,000 in a millisecond.
        #expect(chip.mostInstructions < 12_000, "\(chip.mostInstructions)")
    }

    @Test func `every key of the real matrix is itself, and every pair is none`() throws {
        try chip.boot()
        _ = try begin()
        let printed: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 11]
        for place in 0..<12 {
            chip.keys = [place]
            try chip.run(60)
            let down = frames().compactMap { frame -> (UInt8, KeyMove)? in
                guard case .key(let number, let move) = frame.frame else { return nil }
                return (number, move)
            }
            #expect(down.last?.1 == KeyMove(key: printed[place], isDown: true))
            say(.acknowledge(state: 0, key: down.last?.0 ?? 0))
            chip.keys = []
            try chip.run(60)
            let up = frames().compactMap { frame -> (UInt8, KeyMove)? in
                guard case .key(let number, let move) = frame.frame else { return nil }
                return (number, move)
            }
            #expect(up.last?.1 == KeyMove(key: printed[place], isDown: false))
            say(.acknowledge(state: 0, key: up.last?.0 ?? 0))
            say(.outputs(number: 1, PanelOutputs()))
            try chip.run(10)
        }
        for first in 0..<12 {
            for second in (first + 1)..<12 {
                chip.keys = [first, second]
                try chip.run(40)
                chip.keys = []
                try chip.run(40)
                say(.outputs(number: 1, PanelOutputs()))
                let keys = frames().filter { if case .key = $0.frame { true } else { false } }
                #expect(keys.isEmpty)
            }
        }
    }

    /// The figure of the fail-safe, in instruction time.
    @Test func `a press that nobody hears closes the relay within 2.1 s of the contact`() throws {
        try chip.boot()
        _ = try begin()
        chip.contacts = .panicOpen
        let frame = try #require(try chip.run(until: { _ in presses() == 1 }))
        #expect(frame <= 45, "\(frame) ms to the frame")
        let relay = try #require(try chip.run(until: \.isRelayClosed))
        #expect((1_990...2_060).contains(frame + relay), "\(frame + relay) ms to the relay")
        // The lamp at the button flashes five times a second, once its test is over.
        #expect(try chip.run(until: { $0.isHigh(18) && !$0.isHigh(19) }, limit: 300) != nil)
        print("contact to frame \(frame) ms, contact to relay \(frame + relay) ms")
    }

    @Test func `a press that is heard leaves the relay to the station`() throws {
        try chip.boot()
        _ = try begin()
        chip.contacts = .panicOpen
        try chip.run(60)
        #expect(presses() == 1)
        for _ in 0..<20 {
            say(.outputs(number: 1, PanelOutputs(heard: 1, kept: 1, relay: .open)))
            try chip.run(250)
            #expect(!chip.isRelayClosed)
        }
        say(.outputs(number: 2, PanelOutputs(heard: 1, kept: 1, relay: .closed)))
        #expect(try chip.run(until: \.isRelayClosed).map { $0 <= 5 } == true)
    }

    /// Each of the three wires cut, each of the three shorts, while the button is up.
    ///
    /// Broken once: without the probe of the closed contact; a cut of the open contact's wire and a
    /// short of the closed one's were not seen.
    @Test(arguments: PanicCircuit.Fault.allCases)
    func `F6 every cut and every short is a fault within half a second and no press`(
        fault: PanicCircuit.Fault
    ) throws {
        try chip.boot()
        _ = try begin()
        try chip.run(500)
        #expect(!frames().contains { Self.tells(.wireFault, $0.frame) })
        chip.cableFault = fault
        let time = try chip.run(until: { _ in
            frames().contains { Self.tells(.wireFault, $0.frame) }
        })
        #expect(time.map { $0 <= 500 } == true, "\(time ?? 0) ms")
        try chip.run(3_000)
        #expect(!chip.isRelayClosed)
        chip.cableFault = nil
        try chip.run(600)
        // The button works again, and no reading was ever uncertain.
        chip.contacts = .panicOpen
        try chip.run(2_100)
        #expect(chip.isRelayClosed)
        #expect(chip.uncertain.isEmpty, "\(chip.uncertain)")
    }

    /// Whether a frame tells this level and no press.
    private static func tells(_ level: PanelLevels, _ frame: ControllerFrame) -> Bool {
        guard case .state(_, let state) = frame else { return false }
        return state.levels.contains(level) && state.presses == 0
    }

    /// An undefined instruction in the place where the program goes on: it traps as a bug of Swift
    /// does.
    @Test func `a trap is followed by a reset of the watchdog, and the press is still known`()
        throws
    {
        try chip.boot()
        _ = try begin()
        chip.contacts = .panicOpen
        try chip.run(45)
        #expect(presses() == 1)
        chip.trap()
        let time = try #require(try chip.run(until: { $0.resets == 1 }))
        #expect(time <= 11, "\(time) ms")
        let hello = try begin()
        #expect(hello.boots == 2 && hello.cause == .watchdog && !hello.isFresh)
        #expect(hello.state.presses == 1 && hello.kept == 0)
        try chip.run(2_050)
        #expect(chip.isRelayClosed)
        chip.trap()
        try chip.run(20)
        #expect(chip.resets == 2 && chip.isRelayClosed)
        // The crystal takes a millisecond to start; everything else is instructions.
        let start = try #require(chip.relayInstructions)
        #expect(start < 6_000, "\(start)")
        print("relay closed again \(start) instructions after a reset")
    }

    /// Broken once: the words only where the reset pin clears them.
    @Test func `a press is still known after the reset pin, and not after the power`() throws {
        try chip.boot()
        _ = try begin()
        chip.contacts = .panicOpen
        try chip.run(45)
        #expect(presses() == 1)
        chip.contacts = .panicClosed
        try chip.boot(.pin)
        var hello = try begin()
        #expect(hello.boots == 2 && hello.cause == .line && !hello.isFresh)
        #expect(hello.state.presses == 1)
        try chip.boot(.power)
        hello = try begin()
        #expect(hello.boots == 1 && hello.cause == .power && hello.isFresh)
        #expect(hello.state.presses == 0)
    }

    /// A crystal that does not start at once, or not at all.
    ///
    /// Broken once: the clocks before the watchdog.
    @Test func `a start that hangs is followed by a reset of the watchdog`() throws {
        chip.isCrystalDead = true
        try chip.boot()
        try chip.run(25)
        #expect(chip.resets >= 1)
        chip.isCrystalDead = false
        try chip.run(20)
        let hello = try begin()
        #expect(hello.boots == 1)
    }

    @Test func `F27 F32 junk for a second stops nothing`() throws {
        try chip.boot()
        _ = try begin()
        var state: UInt64 = 1
        let before = chip.kicks
        for _ in 0..<1_000 {
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                chip.toController.append(UInt8(truncatingIfNeeded: state >> 33))
            }
            try chip.run(1)
        }
        #expect(chip.kicks == before + 1_000 && chip.resets == 0 && !chip.isRelayClosed)
        #expect(chip.mostInstructions < 12_000, "\(chip.mostInstructions)")
        print("most instructions in a millisecond: \(chip.mostInstructions)")
    }

    @Test func `the self-test tells how deep the stack was`() throws {
        try chip.boot()
        _ = try begin()
        chip.keys = [3]
        try chip.run(200)
        chip.keys = []
        chip.toController += Array("\r?\rl\r".utf8)
        try chip.run(300)
        _ = frames()
        say(.selfTest)
        try chip.run(20)
        let result = frames().compactMap { frame -> SelfTestResult? in
            guard case .selfTested(let result) = frame.frame else { return nil }
            return result
        }.last
        let found = try #require(result)
        #expect(found.faults.isEmpty)
        #expect(found.stackUsed > 100 && found.stackUsed <= SelfTestFaults.stackLimit)
        print("stack \(found.stackUsed) bytes")
    }
}
