import Foundation
import MeldpostCore
import ProgramKit
import Testing

@testable import DemoAssembly

/// P4 on the station as it runs: every file that a speaking station opens, as the kernel sees it.
@Suite(
    .serialized,
    .enabled(if: try (BuiltPrograms.areThere + Need.program("strace")).isMet),
    .timeLimit(.minutes(2))
)
struct NoMicrophoneTests {
    /// The names that a station opened or tried to open while somebody pressed keys.
    private func opened(device: String) throws -> [String] {
        let base = TemporaryFolder()
        let folder = try DemoFolder.make(in: base.path, process: 1)
        // A PCM whose capture side is a file with the name of a capture node: whoever opens it to
        // record opens that file, on a machine without a card as well.
        let configuration = folder.path("asound.conf")
        try """
        </usr/share/alsa/alsa.conf>
        pcm.both {
            type file
            slave.pcm { type null }
            file "/dev/null"
            infile "\(folder.path("pcmC0D0c"))"
            format "raw"
        }
        """.write(toFile: configuration, atomically: true, encoding: .utf8)
        let keys = DemoKeys()
        let hour = UnixHour(rawValue: UInt32(Date.now.timeIntervalSince1970 / 3_600))
        try keys.write(to: folder, issued: hour)
        try DemoConfiguration(
            folder: folder,
            keys: keys,
            ports: .init(plug: 1, station: 2, desk: 3),
            slotMilliseconds: 200,
            voice: DemoVoice(catalogue: folder.path("voice"), device: device)
        ).write()
        let trace = folder.path("trace")
        let run = try StartedProgram(
            "\(StandIns.built)/meldpostd",
            ["--config", folder.path("box/station.toml")]
                + ["--credentials", folder.path("box/station")],
            prefix: [
                "/usr/bin/strace", "-f", "-qq", "-e", "trace=open,openat,openat2", "-o", trace,
            ],
            environment: ["ALSA_CONFIG_PATH": configuration],
            output: .socket
        )
        // Each key is answered on the panel, and what it says begins before the next one comes.
        for key in "u22#d" {
            let before = run.output.utf8.count
            run.type("\(key)")
            let isAnswered = Deadline(in: .seconds(10)).wait { run.output.utf8.count > before }
            #expect(isAnswered, "\(key)")
            usleep(100_000)
        }
        run.hangUp()
        #expect(run.end() == 0)
        let text = try String(contentsOfFile: trace, encoding: .utf8)
        for line in text.split(separator: "\n")
        where line.contains(/O_WRONLY|O_RDWR|O_CREAT/) {
            // Nothing is written but the journal: no sound, no temporary file, no log.
            let isOurs =
                line.contains("/box/state/journal.sqlite") || line.contains("/box/state/reserve")
                || line.contains("/proc/thread-self/comm") || line.contains("\"/dev/")
            #expect(isOurs, "\(line)")
        }
        return text.matches(of: #/"([^"]*)"/#).map { String($0.1) }
    }

    /// On a machine without a card the search for one ends at the control node; what is opened of a
    /// PCM is seen with the third device.
    ///
    /// Broken once: with the same PCM opened for capture as well in `AlsaPlayback`, the file
    /// `pcmC0D0c` was seen and this failed.
    @Test func `P4 no capture node is opened, whatever the sound device is`() throws {
        let card = try opened(device: "hw:0,0")
        // The search for the card is seen, so a capture node would be seen as well.
        #expect(card.contains("/dev/snd/controlC0"))
        let none = try opened(device: "null")
        #expect(none.contains { $0.hasSuffix("/alsa.conf") })
        // The playback side of that PCM is used, and its capture side is not.
        let both = try opened(device: "both")
        #expect(both.contains("/dev/null"))
        for name in card + none + both {
            #expect(try /pcmC[0-9]+D[0-9]+c|\/dev\/(dsp|audio|mixer)/.firstMatch(in: name) == nil)
        }
    }
}
