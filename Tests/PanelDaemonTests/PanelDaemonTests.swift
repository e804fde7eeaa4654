import Foundation
import MeldpostCore
import ProgramKit
import Testing

/// The real daemon and the real firmware, on a board that QEMU plays.
@Suite(
    .serialized,
    .timeLimit(.minutes(2)),
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
        guard daemon.wait(until: { daemon.status?.journal == .open && emulator.outputs & 4 != 0 })
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
        #expect(daemon.wait { daemon.status?.journal == .open })
        emulator.set(.handset, true)
        usleep(300_000)
        for (number, place) in Self.visit.enumerated() {
            if number == 6 {
                emulator.set(.hang, true)
                #expect(daemon.wait { emulator.resets == 1 })
                emulator.set(.hang, false)
                usleep(700_000)
            }
            emulator.press(place)
        }
        #expect(daemon.wait { daemon.status?.queueDepth == .few })
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
        emulator.pressPanic(true)
        #expect(try daemon.sendsPanic())
        #expect(daemon.wait { emulator.isRelayClosed })
        #expect(daemon.has(.panicLatched))
        emulator.pressPanic(false)
        usleep(100_000)
        emulator.set(.reset, true)
        usleep(100_000)
        emulator.set(.reset, false)
        #expect(daemon.wait { !daemon.has(.panicLatched) && !emulator.isRelayClosed })
        // The test of the button is no alarm.
        emulator.set(.test, true)
        #expect(daemon.wait { daemon.has(.panicTestMode) })
        emulator.pressPanic(true)
        usleep(300_000)
        emulator.pressPanic(false)
        usleep(2_500_000)
        #expect(!emulator.isRelayClosed)
        #expect(!daemon.has(.panicLatched))
        // F6: a cut wire is named, and is no press.
        emulator.set(.test, false)
        emulator.set(.panicClosed, false)
        #expect(daemon.wait(.seconds(5)) { daemon.has(.panicWireFault) })
        #expect(!daemon.has(.panicLatched))
    }

    @Test func `F9 F11 a daemon that is killed in mid-press has the alarm when it is back`() throws
    {
        let (emulator, daemon) = try begin()
        defer {
            daemon.stop()
            emulator.stop()
        }
        emulator.pressPanic(true)
        usleep(45_000)
        daemon.crash()
        emulator.pressPanic(false)
        // Nobody hears it: the controller acts by itself.
        #expect(daemon.wait { emulator.isRelayClosed })
        try daemon.start()
        #expect(daemon.wait { daemon.has(.panicLatched) })
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
        emulator.pressPanic(true)
        usleep(200_000)
        emulator.pressPanic(false)
        #expect(!emulator.isRelayClosed)
        #expect(daemon.wait { emulator.isRelayClosed })
        // After three seconds of silence the ready lamp is out and the fault lamp blinks.
        #expect(daemon.wait { emulator.outputs & 0xC == 8 })
        daemon.signal(SIGCONT)
        #expect(daemon.wait { daemon.has(.panicLatched) })
        #expect(emulator.isRelayClosed)
    }

    @Test func `F27 F33 F37 cut cables, junk and breaks are survived, and nothing is invented`()
        throws
    {
        let (emulator, daemon) = try begin()
        defer {
            daemon.stop()
            emulator.stop()
        }
        emulator.line.cut(true)
        #expect(daemon.wait(.seconds(7)) { daemon.has(.panelLinkLost) })
        emulator.line.cut(false)
        #expect(daemon.wait { !daemon.has(.panelLinkLost) })
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
        #expect(daemon.wait { emulator.outputs & 4 != 0 && !daemon.has(.panelLinkLost) })
        #expect(!emulator.isRelayClosed && !daemon.has(.panicLatched))
        #expect(emulator.resets == 0 && daemon.exitCode == nil)
        // A press while the cable is cut is told when it is mended.
        emulator.line.cut(true)
        emulator.pressPanic(true)
        usleep(200_000)
        emulator.pressPanic(false)
        #expect(daemon.wait { emulator.isRelayClosed })
        #expect(!daemon.has(.panicLatched))
        emulator.line.cut(false)
        #expect(daemon.wait { daemon.has(.panicLatched) })
    }
}
