import ControlProtocol
import Foundation
import LocalSockets
import MeldpostCore
import ProgramKit
import Testing

/// The program with two sound cards, one of the kiosk and one of the desk: ALSA's own file plugin.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DeskSoundTests {
    /// The keys of the desk have the highest bit set (PanelCode).
    private static let deskKeys = Array("11111".utf8).map { $0 | 0x80 }

    private let files: StationFiles

    init() throws {
        files = try StationFiles()
        #expect(mkfifo(files.path("pipe"), 0o600) == 0)
        let cards = ["kiosk", "desk", "pipe"].map { name in
            """
            pcm.\(name) {
                type file
                slave.pcm { type null }
                file "\(files.path(name))"
                format "raw"
            }

            """
        }
        files.write("asound.conf", cards.joined().utf8)
        files.set("voice.catalogue", files.quoted(files.path("voice")))
    }

    private func run(kiosk: String, desk: String) throws -> StartedProgram {
        files.set("voice.device", files.quoted(kiosk))
        files.set("voice.desk_device", files.quoted(desk))
        let run = try files.run(
            environment: ["ALSA_CONFIG_PATH": files.path("asound.conf")],
            output: .socket
        )
        #expect(run.wait(for: "ready"), "\(run.text)")
        return run
    }

    private func conditions() -> Set<String> {
        guard let connection = try? LocalConnection.connect(path: files.path("control.sock")),
            let request = try? StatusRequest(.status).encoded(),
            (try? connection.send(request)) != nil,
            let answer = try? connection.receive(limit: .seconds(5)),
            let report = try? StatusReport(decoding: answer)
        else { return [] }
        return Set(report.conditions.map(\.code))
    }

    private func wait(seconds: Double, _ isMet: () -> Bool) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while !isMet() {
            guard ContinuousClock.now < end else { return false }
            usleep(50_000)
        }
        return true
    }

    /// Whether a card has played anything but silence.
    private func isHeard(_ card: String) -> Bool {
        let bytes = Array(files.bytes(card) ?? Data())
        return stride(from: 0, to: bytes.count - 1, by: 2).contains { place in
            let sample = Int16(bitPattern: UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8)
            return abs(Int(sample)) > 2_000
        }
    }

    @Test(arguments: [true, false])
    func `what is sounded at the desk is heard there alone, and so it is at the kiosk`(
        isAtDesk: Bool
    ) throws {
        let run = try run(kiosk: "kiosk", desk: "desk")
        // Let both cards be open before anybody presses.
        usleep(500_000)
        if isAtDesk { run.type(Self.deskKeys) } else { run.type("u11111") }
        usleep(500_000)
        run.process.terminate()
        #expect(run.end() == 0)
        #expect(isHeard("desk") == isAtDesk)
        #expect(isHeard("kiosk") == !isAtDesk)
    }

    /// The card of one of them is a pipe that nobody reads: open(2) does not come back.
    @Test(arguments: [true, false])
    func `F22 F23 a card that hangs is named with its place, and the other voice goes on`(
        isDesk: Bool
    ) throws {
        let run = try run(kiosk: isDesk ? "kiosk" : "pipe", desk: isDesk ? "pipe" : "desk")
        let (hung, other) = (Condition.deskVoiceUnavailable.rawValue, Condition.voiceUnavailable)
        let name = isDesk ? hung : other.rawValue
        let isNamed = wait(seconds: 5) { conditions().contains(name) }
        #expect(isNamed)
        #expect(!conditions().contains(isDesk ? other.rawValue : hung))
        run.type("u11111")
        run.type(Self.deskKeys)
        usleep(500_000)
        // Somebody reads now: the next try comes through.
        let reader = open(files.path("pipe"), O_RDONLY | O_NONBLOCK)
        let isOver = wait(seconds: 20) { !conditions().contains(name) }
        #expect(isOver)
        run.process.terminate()
        #expect(run.end() == 0)
        close(reader)
        #expect(isHeard(isDesk ? "kiosk" : "desk"))
    }
}
