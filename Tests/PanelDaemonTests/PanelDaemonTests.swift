import Foundation
import MeldpostCore
import ProgramKit
import Testing

/// The real daemon and the real firmware, on a board that QEMU plays.
@Suite(
    .serialized,
    .timeLimit(.minutes(4)),
    .enabled(if: try Emulator.isThere.isMet)
)
struct PanelDaemonTests {
    /// A visit in English to its end, as places of the keys in the matrix: 1 to 9, star, 0, square.
    ///
    /// Nobody in danger, the topics skipped, a report with its answers, sent. The first square after
    /// a digit that was taken at once only confirms it.
    private static let visit: [Int] = "32####1221#1#12414####3###2###12##2##"
        .map { $0 == "#" ? 11 : $0 == "0" ? 10 : ($0.wholeNumberValue ?? 1) - 1 }

    /// Starts both and waits until they know each other.
    private func begin() throws -> (Emulator, Daemon) {
        let emulator = try Emulator()
        let daemon = try Daemon(device: emulator.line.path)
        // The ready lamp: the daemon's machine, through its door, the line and the firmware.
        guard emulator.wait(until: { daemon.status?.journal == .open && emulator.outputs & 4 != 0 })
        else {
            daemon.stop()
            emulator.stop()
            throw POSIXError(.ETIMEDOUT)
        }
        return (emulator, daemon)
    }

    @Test func `a visit by the keys is stored, over a reset of the controller in its middle`()
        throws
    {
        let (emulator, daemon) = try begin()
        defer {
            daemon.stop()
            emulator.stop()
        }
        #expect(emulator.wait { daemon.status?.journal == .open })
        emulator.set(.handset, true)
        usleep(300_000)
        for (number, place) in Self.visit.enumerated() {
            if number == 6 {
                emulator.set(.hang, true)
                #expect(emulator.wait { emulator.resets == 1 })
                emulator.set(.hang, false)
                emulator.pass(.seconds(1))
            }
            emulator.press(place)
        }
        #expect(emulator.wait { daemon.status?.queueDepth == .few })
        #expect(emulator.resets == 1)
        emulator.set(.handset, false)
        #expect(daemon.status?.conditions.contains { $0.code.hasPrefix("panel.") } == false)
    }

    @Test func `a press is an alarm that leaves the box, and a worker resets it`() throws {
        let (emulator, daemon) = try begin()
        defer {
            daemon.stop()
            emulator.stop()
        }
        #expect(emulator.pushPanic(andRelease: false))
        #expect(try daemon.sendsPanic())
        #expect(emulator.wait { emulator.isRelayClosed })
        #expect(daemon.has(.panicLatched))
        emulator.pressPanic(false)
        // A reset while the button is down would be an alarm again.
        emulator.pass(.seconds(1))
        emulator.set(.reset, true)
        #expect(emulator.wait { !daemon.has(.panicLatched) && !emulator.isRelayClosed })
        // The switch that stays at *reset* is not turned: it ends no further alarm.
        #expect(emulator.pushPanic(andRelease: true))
        #expect(emulator.wait { daemon.has(.panicLatched) && emulator.isRelayClosed })
        emulator.set(.hang, true)
        #expect(emulator.wait { emulator.resets == 1 })
        emulator.set(.hang, false)
        emulator.pass(.seconds(3))
        #expect(daemon.has(.panicLatched) && emulator.isRelayClosed)
        emulator.set(.reset, false)
        emulator.pass(.seconds(1))
        emulator.set(.reset, true)
        #expect(emulator.wait { !daemon.has(.panicLatched) && !emulator.isRelayClosed })
        emulator.set(.reset, false)
        // The test of the button is no alarm.
        emulator.set(.test, true)
        #expect(emulator.wait { daemon.has(.panicTestMode) })
        #expect(emulator.pushPanic(andRelease: true))
        emulator.pass(.seconds(3))
        #expect(!emulator.isRelayClosed)
        #expect(!daemon.has(.panicLatched))
        // F6: a cut wire is named, and is no press.
        emulator.set(.test, false)
        emulator.set(.panicClosed, false)
        #expect(emulator.wait(.seconds(5)) { daemon.has(.panicWireFault) })
        #expect(!daemon.has(.panicLatched))
    }

    @Test func `F9 F11 a daemon that is killed in mid-press has the alarm when it is back`() throws
    {
        let (emulator, daemon) = try begin()
        defer {
            daemon.stop()
            emulator.stop()
        }
        #expect(emulator.pushPanic(andRelease: false))
        daemon.crash()
        emulator.pressPanic(false)
        // Nobody hears it: the controller acts by itself.
        #expect(emulator.wait { emulator.isRelayClosed })
        try daemon.start()
        #expect(emulator.wait { daemon.has(.panicLatched) })
        #expect(try daemon.sendsPanic())
        #expect(emulator.isRelayClosed)
    }

    @Test
    func `F9 a daemon that is stopped: the relay closes, and the alarm is there when it goes on`()
        throws
    {
        let (emulator, daemon) = try begin()
        defer {
            daemon.stop()
            emulator.stop()
        }
        daemon.signal(SIGSTOP)
        #expect(emulator.pushPanic(andRelease: true))
        #expect(!emulator.isRelayClosed)
        #expect(emulator.wait { emulator.isRelayClosed })
        // After three seconds of silence the ready lamp is out and the fault lamp blinks.
        #expect(emulator.wait { emulator.outputs & 0xC == 8 })
        daemon.signal(SIGCONT)
        #expect(emulator.wait { daemon.has(.panicLatched) })
        #expect(emulator.isRelayClosed)
    }

    @Test func `F27 F33 cut cables, junk and breaks are survived, and nothing is invented`()
        throws
    {
        let (emulator, daemon) = try begin()
        defer {
            daemon.stop()
            emulator.stop()
        }
        emulator.line.cut(true)
        #expect(emulator.wait(.seconds(7)) { daemon.has(.panelLinkLost) })
        emulator.line.cut(false)
        #expect(emulator.wait { !daemon.has(.panelLinkLost) })
        var state: UInt64 = 33
        for _ in 0..<40 {
            emulator.line.disturb(
                (0..<512).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1
                    return UInt8(truncatingIfNeeded: state >> 40)
                }
            )
            emulator.line.disturb([UInt8](repeating: 0, count: 256))
            usleep(10_000)
        }
        #expect(emulator.wait { emulator.outputs & 4 != 0 && !daemon.has(.panelLinkLost) })
        #expect(!emulator.isRelayClosed && !daemon.has(.panicLatched))
        #expect(emulator.resets == 0 && daemon.exitCode == nil)
        // A press while the cable is cut is told when it is mended.
        emulator.line.cut(true)
        #expect(emulator.pushPanic(andRelease: true))
        #expect(emulator.wait { emulator.isRelayClosed })
        #expect(!daemon.has(.panicLatched))
        emulator.line.cut(false)
        #expect(emulator.wait { daemon.has(.panicLatched) })
    }
}
