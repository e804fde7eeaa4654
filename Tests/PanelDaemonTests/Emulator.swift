import Foundation
import PanelProtocol
import ProgramKit
import Synchronization

/// The firmware on a board that QEMU plays, with a finger, a wire and a line.
///
/// `-icount` keeps the emulated time steady while other programs run; a test waits for what must come
/// and never measures how long it took. On a machine with other work the emulated time falls behind:
/// so patience and fingers go by ``seconds`` and by what the controller has told.
final class Emulator: @unchecked Sendable {
    // Sendable by hand: everything that changes after the start lies in a Mutex.

    static let image = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Firmware/.build/PanelLM3S").path
    static let program = "/usr/bin/qemu-system-arm"

    /// Whether firmware and emulator are there: `Firmware/build` makes the one.
    static let isThere = Need.file(image) + Need.file(program)

    /// The inputs by port and line.
    enum Input: Hashable {
        case key(Int)
        case panicClosed, panicOpen, handset, reset, test
        case hang

        /// The port, A to G, and its line.
        var line: (port: Int, line: Int) {
            switch self {
            case .key(let place) where place < 8: (0, place)
            case .key(let place): (4, place - 8)
            case .panicClosed: (3, 0)
            case .panicOpen: (3, 1)
            case .handset: (3, 2)
            case .reset: (3, 3)
            case .test: (3, 4)
            case .hang: (6, 0)
            }
        }
    }

    let line: SerialLineRelay
    private let process = Process()
    private let base = TemporaryFolder()
    private var folder: String { base.path }
    private let qtest: LineSocket
    private let monitor: LineSocket
    private let ports: [String]
    private let inputs = Mutex<Set<Input>>([.panicClosed])
    private let resetCount = Mutex(0)
    private let isStopped = Mutex(false)

    init() throws {
        let folder = base.path
        // A thread of the tests blocks signals that QEMU needs, and a child inherits that: Perl, which
        // every Debian has, unblocks them.
        process.executableURL = URL(filePath: "/usr/bin/perl")
        process.arguments = [
            "-MPOSIX", "-e", "sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV", "--",
            Self.program,
            "-M", "lm3s6965evb", "-cpu", "cortex-m0", "-display", "none", "-monitor", "none",
            "-kernel", Self.image, "-chardev", "socket,id=u,path=\(folder)/u,server=on,wait=off",
            "-serial", "chardev:u", "-qtest", "unix:\(folder)/qt,server=on,wait=off",
            "-qtest-log", "none", "-qmp", "unix:\(folder)/qmp,server=on,wait=off", "-S",
            "-icount", "shift=6,sleep=on",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        monitor = try LineSocket(path: folder + "/qmp")
        qtest = try LineSocket(path: folder + "/qt")
        line = try SerialLineRelay(path: folder + "/u")
        _ = monitor.readLine()
        monitor.write(#"{"execute":"qmp_capabilities"}"#)
        _ = monitor.readLine()
        monitor.write(
            #"{"execute":"qom-list","arguments":{"path":"/machine/unattached"}}"#
        )
        let answer = monitor.readLine { $0.contains("pl061") } ?? ""
        ports = answer.matches(of: /"name": "(device\[\d+\])", "type": "child<pl061_luminary>"/)
            .map { String($0.1) }
            .sorted { ($0.count, $0) < ($1.count, $1) }
            .map { "/machine/unattached/\($0)" }
        guard ports.count == 7 else { throw CocoaError(.coderInvalidValue) }
        apply()
        // The first timer of the chip, which the firmware does not use, as a clock of seconds.
        // Source: LM3S6965 data sheet, 9.2.2.3: configuration, match, control.
        for (register, word) in [(0, 1), (0x30, 0xFFFF), (0x34, 0xFFFF), (0xC, 1)] {
            qtest.write("writel \(Self.timer + register) \(word)")
        }
        monitor.write(#"{"execute":"cont"}"#)
        Thread.detachNewThread { [self] in
            while !isStopped.withLock({ $0 }) {
                // A reset lets go of all inputs; the world does not.
                guard let line = monitor.readLine(), line.contains(#""event": "RESET""#) else {
                    continue
                }
                apply()
                resetCount.withLock { $0 += 1 }
            }
        }
        line.start()
    }

    /// How many seconds have passed for the board.
    var seconds: Int { readWord(at: Self.timer + 0x48) }

    /// How often the watchdog reset the board.
    var resets: Int { resetCount.withLock { $0 } }

    /// Sets or clears an input.
    func set(_ input: Input, _ isHigh: Bool) {
        inputs.withLock { inputs in
            if isHigh { inputs.insert(input) } else { inputs.remove(input) }
            send(input, isHigh)
        }
    }

    /// Presses or releases the panic button: both contacts.
    func pressPanic(_ isDown: Bool) {
        set(.panicClosed, !isDown)
        set(.panicOpen, isDown)
    }

    /// Presses the panic button until the controller has counted it, and releases it where wanted.
    func pushPanic(andRelease isReleased: Bool) -> Bool {
        let before = line.newest.presses
        pressPanic(true)
        let isCounted = wait { line.newest.presses != before }
        if isReleased { pressPanic(false) }
        return isCounted
    }

    /// Lets a finger press a key, no faster than a person, until the controller has told it.
    func press(_ place: Int) {
        let key: UInt8 = place == 9 ? 10 : place == 10 ? 0 : place == 11 ? 11 : UInt8(place + 1)
        for isDown in [true, false] {
            set(.key(place), isDown)
            usleep(90_000)
            _ = wait { line.newest.key == KeyMove(key: key, isDown: isDown) }
        }
    }

    /// Waits until something is so: as long as neither the clock of the wall nor that of the board
    /// has passed the limit.
    func wait(_ limit: Duration = .seconds(15), until isSo: () -> Bool) -> Bool {
        let (start, board) = (ContinuousClock.now, seconds)
        while ContinuousClock.now < start + .seconds(100) {
            if isSo() { return true }
            let isLate = ContinuousClock.now > start + limit
            if isLate, .seconds(seconds - board) > limit { return false }
            usleep(20_000)
        }
        return false
    }

    /// Lets time pass for the board, and for the world at least as much.
    func pass(_ time: Duration) { _ = wait(time) { false } }

    /// The lamps, the buzzer and the relay, a bit each.
    var outputs: Int { readWord(at: 0x4002_53FC) }

    private static let timer = 0x4003_0000

    private func readWord(at address: Int) -> Int {
        qtest.write("readl \(address)")
        guard let answer = qtest.readLine(where: { $0.hasPrefix("OK 0x") }) else { return -1 }
        return Int(answer.dropFirst(5), radix: 16) ?? -1
    }

    var isRelayClosed: Bool { outputs & 0x20 != 0 }

    func stop() {
        isStopped.withLock { $0 = true }
        line.stop()
        process.terminate()
        process.waitUntilExit(atMost: .seconds(30))
        monitor.close()
        qtest.close()
    }

    private func apply() {
        inputs.withLock { inputs in
            for input in inputs { send(input, true) }
        }
    }

    private func send(_ input: Input, _ isHigh: Bool) {
        let (port, line) = input.line
        qtest.write("set_irq_in \(ports[port]) unnamed-gpio-in \(line) \(isHigh ? 1 : 0)")
    }
}
