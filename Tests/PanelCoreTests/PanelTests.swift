import PanelKit
import PanelProtocol
import Testing

@testable import PanelCore

/// The controller as its station and a technician know it.
@Suite struct PanelTests {
    @Test func `a key comes within 50 ms of its debounce, and nothing of it is left`() {
        let bench = PanelBench()
        bench.run(500)
        bench.world.keys = [10]
        let time = bench.run { !$0.station.keys.isEmpty }
        // Five scans of four milliseconds, up to four until the first, two of line.
        #expect(time.map { $0 <= 28 } == true, "\(time ?? 0) ms")
        #expect(bench.station.keys == [KeyMove(key: 0, isDown: true)])
        bench.world.keys = []
        bench.run(200)
        #expect(bench.panel.link.keys.isBlank)
        // Nor of the frame that told it. Broken once: what had gone stayed until the next frame.
        bench.panel.poll()
        let isWiped = bench.panel.outgoing.isBlank
        #expect(isWiped)
    }

    /// Broken once: the first introduction at once, with switches that were not read yet.
    @Test func `a switch or line that stands where it is when it starts is told as it stands`() {
        let bench = PanelBench()
        bench.world.contacts = [.panicClosed, .reset, .firstLineOffHook]
        bench.run(500)
        bench.reset()
        bench.run(500)
        #expect(bench.station.hellos.count == 2)
        for hello in bench.station.hellos {
            #expect(
                hello.state.levels == [.normallyClosedConducts, .reset, .firstLineOffHook]
            )
        }
    }

    /// Broken once: numbers that went on over a session.
    ///
    /// What a station says of keys before the first one was then the number of a key that waited, and
    /// the key was lost.
    @Test
    func `keys are numbered from zero in each session, and none is lost where the number wraps`() {
        let bench = PanelBench()
        bench.run(300)
        for place in 0..<300 { bench.press(place % 12, for: 40) }
        #expect(bench.station.keys.count == 600)
        bench.station.restart()
        bench.run(300)
        #expect(bench.panel.link.keys.number == 0)
        bench.isConnected = false
        bench.press(3)
        bench.isConnected = true
        bench.station.say(.acknowledge(state: 0, key: 255))
        bench.run(300)
        #expect(bench.station.keys.count == 602)
    }

    @Test func `a key that nobody takes is forgotten after two seconds, and sounds as refused`() {
        let bench = PanelBench()
        bench.run(500)
        bench.isConnected = false
        bench.press(5)
        #expect(!bench.panel.link.keys.isBlank)
        bench.run(2_000)
        #expect(bench.panel.link.keys.isBlank)
        bench.run(2_000)
        bench.world.keys = [5]
        #expect(bench.run { $0.world.isSounding } != nil)
        bench.world.keys = []
        bench.run(1_000)
        bench.isConnected = true
        bench.station.restart()
        bench.run(1_000)
        #expect(bench.station.keys.isEmpty)
    }

    @Test func `F17 hanging up and lifting while the station sleeps is not taken for nothing`() {
        let bench = PanelBench()
        bench.world.contacts.formUnion(.handset)
        bench.run(500)
        #expect(bench.station.state.moves == 1)
        bench.isConnected = false
        bench.world.contacts.subtract(.handset)
        bench.run(300)
        bench.world.contacts.formUnion(.handset)
        bench.run(300)
        bench.isConnected = true
        bench.run(500)
        #expect(bench.station.state.moves == 3)
        // A reset in mid-visit does not move the handset.
        bench.reset()
        bench.run(500)
        #expect(bench.station.state.moves == 3)
        #expect(bench.station.hellos.last?.isFresh == false)
    }

    @Test func `switches and lines are told, each by its own bit`() {
        let pairs: [(PanelContacts, PanelLevels)] = [
            (.reset, .reset), (.test, .test), (.firstLineRings, .firstLineRings),
            (.firstLineOffHook, .firstLineOffHook), (.secondLineRings, .secondLineRings),
            (.secondLineOffHook, .secondLineOffHook),
        ]
        for set in 0..<64 {
            let bench = PanelBench()
            bench.run(300)
            let chosen = pairs.indices.filter { set >> $0 & 1 == 1 }
            for index in chosen { bench.world.contacts.formUnion(pairs[index].0) }
            bench.run(60)
            let levels = chosen.reduce(into: PanelLevels.normallyClosedConducts) {
                $0.formUnion(pairs[$1].1)
            }
            #expect(bench.station.state.levels == levels)
            // Twenty milliseconds are not a turn of a switch.
            bench.world.contacts = .atRest
            bench.run(20)
            for index in chosen { bench.world.contacts.formUnion(pairs[index].0) }
            bench.run(100)
            #expect(bench.station.state.levels == levels)
        }
    }

    @Test func `a station that is lost lights the fault lamp and puts the ready lamp out`() {
        let bench = PanelBench()
        bench.station.lamps = LampOrders(ready: .on)
        bench.run(3_000)
        #expect(bench.world.lamps == .ready)
        bench.station.isAlive = false
        let time = bench.run { $0.world.lamps.contains(.fault) }
        #expect(time.map { (2_400...4_000).contains($0) } == true)
        #expect(!bench.world.lamps.contains(.ready))
        bench.station.isAlive = true
        bench.run(1_500)
        #expect(bench.world.lamps == .ready)
    }

    @Test func `each rhythm is what the page on panic says`() {
        let lit: [(Rhythm, Int, Int)] = [
            (.off, 0, 0), (.on, 2_000, 0), (.slow, 1_000, 4), (.fast, 1_000, 20),
            (.double, 400, 8), (.blip, 100, 2),
        ]
        for (rhythm, time, edges) in lit {
            let bench = PanelBench()
            bench.station.lamps = LampOrders(desk: rhythm)
            bench.run(3_000)
            var (lit, changes) = (0, 0)
            for _ in 0..<2_000 {
                let before = bench.world.lamps.contains(.desk)
                bench.run(1)
                if bench.world.lamps.contains(.desk) { lit += 1 }
                if bench.world.lamps.contains(.desk) != before { changes += 1 }
            }
            #expect(lit == time && changes == edges, "\(rhythm)")
        }
    }

    @Test func `tones sound as long as they should, and the self-test answers`() {
        let bench = PanelBench()
        bench.run(3_000)
        for (tone, time) in [(PanelTone.key, 60), (.error, 300)] {
            bench.station.say(.tone(tone))
            var sounding = 0
            for _ in 0..<1_000 {
                bench.run(1)
                if bench.world.isSounding { sounding += 1 }
            }
            #expect(sounding == time)
        }
        bench.station.say(.selfTest)
        bench.run(100)
        #expect(bench.station.selfTests == [SelfTestResult(faults: [], stackUsed: 512)])
        bench.world.words = [1, 2, 3, 4, 5, 6]
        bench.station.say(.selfTest)
        bench.run(100)
        #expect(bench.station.selfTests.last?.faults == .memory)
    }

    @Test func `starts are counted, with their cause, until the power goes`() {
        let bench = PanelBench()
        bench.run(500)
        bench.reset(cause: .watchdog)
        bench.run(500)
        bench.reset(cause: .line)
        bench.run(500)
        bench.reset(cause: .power)
        bench.run(500)
        var last: [(UInt16, ResetCause, Bool)] = []
        for hello in bench.station.hellos
        where last.last.map({ $0.0 != hello.boots || $0.1 != hello.cause }) ?? true {
            last.append((hello.boots, hello.cause, hello.isFresh))
        }
        #expect(last.map(\.0) == [1, 2, 3, 1])
        #expect(last.map(\.1) == [.power, .watchdog, .line, .power])
        #expect(last.map(\.2) == [true, false, false, true])
    }

    @Test func `F32 a flood does not keep a press from being counted`() {
        let bench = PanelBench()
        bench.run(500)
        bench.station.isAlive = false
        var random = SeededRandom(seed: 32)
        bench.pushPanic()
        for _ in 0..<2_100 {
            bench.world.toController += (0..<92).map { _ in
                UInt8.random(in: .min ... .max, using: &random)
            }
            bench.run(1)
        }
        #expect(bench.world.isRelayClosed)
        #expect(bench.world.kicks == bench.now)
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `F27 F33 junk and breaks move nothing, and the session goes on`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bench = PanelBench()
        bench.run(500)
        for _ in 0..<20_000 {
            let byte: UInt8 =
                seed % 2 == 0
                ? UInt8.random(in: .min ... .max, using: &random)
                : [0, 0, 1, 2, 13, 63, 108].randomElement(using: &random) ?? 0
            bench.world.toController.append(byte)
            bench.run(1)
            #expect(!bench.world.isRelayClosed)
        }
        #expect(bench.station.presses == 0 && bench.station.keys.isEmpty)
        bench.press(0)
        bench.run(500)
        #expect(bench.station.keys.count == 2)
    }

    @Test func `a technician with nothing but a terminal reads what the contacts do`() {
        let bench = PanelBench()
        bench.station.isAlive = false
        func type(_ text: String) -> String {
            // Without a terminal the line carries introductions: they end when somebody types.
            bench.world.toController += Array(text.utf8)
            return read(50)
        }
        func read(_ milliseconds: Int) -> String {
            var bytes: [UInt8] = []
            for _ in 0..<milliseconds {
                bench.world.room = 32
                bench.panel.tick()
                bytes += bench.world.toStation
                bench.world.toStation = []
            }
            return String(decoding: bytes.filter { $0 < 128 && $0 > 9 }, as: UTF8.self)
        }
        _ = read(300)
        _ = type("\r")
        #expect(
            type("?\r").hasSuffix(
                "panel 1.1.0 boots 0001 presses 0000 contacts 0001 stack 0200\r\n"
            )
        )
        bench.world.keys = [11]
        #expect(read(100) == "key # down\r\n")
        bench.world.keys = []
        #expect(read(100) == "key # up\r\n")
        bench.world.keys = [0, 1]
        #expect(read(100) == "keys refused\r\n")
        bench.world.keys = []
        bench.world.contacts.formUnion(.handset)
        #expect(read(100) == "handset lifted\r\n")
        bench.pushPanic()
        #expect(read(100) == "panic PRESSED\r\n")
        bench.world.contacts = []
        #expect(read(600) == "handset down\r\npanic wire FAULT\r\n")
        #expect(type("l\r").isEmpty)
        #expect(bench.world.lamps == .panic)
        // After a minute without a line it introduces itself to a station again.
        #expect(read(59_000).isEmpty)
        #expect(!read(2_000).isEmpty)
        // A station comes while something is still to be told: nothing of it stays.
        _ = type("\r?\r")
        bench.world.room = 0
        bench.world.keys = [4]
        for _ in 0..<40 { bench.panel.tick() }
        #expect(!bench.panel.console.isBlank)
        bench.station.restart()
        bench.world.toController = bench.station.takeWords()
        bench.panel.tick()
        #expect(bench.panel.console.isBlank)
    }
}
