import ControlProtocol
import Foundation
import LocalSockets
import ProgramKit
import Testing

@testable import StationAssembly

/// A disk that is filled or shut by somebody else is named, with nobody at the box.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DiskLookTests {
    @Test func `room that is missed is told once, and comes back with twice as much`() {
        var look = DiskLook()
        let least = DiskLook.leastRoom
        let steps: [(free: Int64, hasReserve: Bool, isNews: Bool, isMissed: Bool)] = [
            (least, true, false, false), (least - 1, true, true, true), (least, true, false, true),
            (2 * least - 1, true, false, true), (2 * least, true, true, false),
            (2 * least, false, true, true),
        ]
        for step in steps {
            let isNews = look.takeRoom(freeBytes: step.free, hasReserve: step.hasReserve)
            #expect(isNews == step.isNews && look.isRoomMissed == step.isMissed, "\(step)")
        }
    }

    private func named(_ code: String, at path: String) throws -> Bool {
        guard let connection = try? LocalConnection.connect(path: path) else { return false }
        try connection.send(try StatusRequest(.status).encoded())
        let answer = try connection.receive(limit: .seconds(5))
        return try answer.map(StatusReport.init(decoding:))?.conditions
            .contains { $0.code == code } == true
    }

    private func wait(seconds: Double, _ isMet: () throws -> Bool) rethrows -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        repeat {
            if try isMet() { return true }
            usleep(50_000)
        } while ContinuousClock.now < end
        return false
    }

    /// Five seconds are the limit of the design.
    ///
    /// A mount over the folder shows what a disk shows that the kernel has made read-only.
    ///
    /// Broken once: without the look between two orders neither was named.
    @Test(.enabled(if: try (Need.root + Need.program("mount")).isMet))
    func `F39 F41 a disk that is full or read-only is named within five seconds`() throws {
        let files = try StationFiles()
        let state = files.path("state")
        try FileManager.default.createDirectory(
            atPath: state,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        try #require(
            Command.run("mount", ["-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", state]).status
                == 0
        )
        defer { _ = Command.run("umount", ["-l", state]) }
        files.set("panel.kind", files.quoted("gpio"))
        files.set("gpio.panic_closed", files.quoted("no-such-chip:8"))
        files.set("gpio.panic_open", files.quoted("no-such-chip:9"))
        let run = try files.run()
        let socket = files.path("control.sock")
        try #require(run.wait(for: "ready"))
        #expect(try !named("disk.nearly-full", at: socket))
        let filler = "\(state)/filler"
        _ = Command.run("dd", ["if=/dev/zero", "of=\(filler)", "bs=64k", "status=none"])
        #expect(try wait(seconds: 5) { try named("disk.nearly-full", at: socket) })
        try FileManager.default.removeItem(atPath: filler)
        #expect(try wait(seconds: 5) { try !named("disk.nearly-full", at: socket) })
        #expect(try !named("disk.read-only", at: socket))
        try #require(Command.run("mount", ["--bind", state, state]).status == 0)
        defer { _ = Command.run("umount", ["-l", state]) }
        try #require(Command.run("mount", ["-o", "remount,bind,ro", state]).status == 0)
        #expect(try wait(seconds: 5) { try named("disk.read-only", at: socket) })
        run.process.terminate()
        #expect(run.end() == 0)
    }
}
