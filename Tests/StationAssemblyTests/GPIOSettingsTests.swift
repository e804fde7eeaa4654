import ControlProtocol
import Foundation
import LocalSockets
import ProgramKit
import Testing

/// The table `[gpio]`: what is refused, and that what is only missing is told and not refused.
@Suite(.serialized, .timeLimit(.minutes(2))) struct GPIOSettingsTests {
    private let files: StationFiles

    init() throws {
        files = try StationFiles()
        files.set("panel.kind", files.quoted("gpio"))
        files.set("gpio.chip", files.quoted("no-such-chip"))
        files.set("gpio.panic_closed", files.quoted("8"))
        files.set("gpio.panic_open", files.quoted("9"))
    }

    /// A key, what stands there, and the words.
    static let wrongKeys: [(key: String, value: String?, words: String)] = [
        ("gpio.panic_closed", nil, "gpio.panic_closed is required"),
        ("gpio.panic_open", #""canary""#, "gpio.panic_open must be an offset, or label:offset"),
        ("gpio.panic_open", #""!8""#, "gpio.panic_open must be a line of its own"),
        ("gpio.rows", #"["1", "8"]"#, "gpio.rows must be a line of its own"),
        ("gpio.pull", #""canary""#, "gpio.pull must be one of: up, none"),
        ("gpio.chip", nil, "gpio.panic_closed must be an offset, or label:offset"),
        ("gpio.canary", #""1""#, "gpio.canary is not a key of this file"),
        ("panel.device", #""/canary""#, "panel.device is for panel.kind serial"),
        ("panel.kind", #""terminal""#, "gpio is for panel.kind gpio or serial"),
        ("gpio.desk_rows", #"["1", "8"]"#, "gpio.desk_rows must be a line of its own"),
        (
            "gpio.desk_columns", #"["canary"]"#,
            "gpio.desk_columns must be an offset, or label:offset"
        ),
        ("gpio.desk_hook", #""!9""#, "gpio.desk_hook must be a line of its own"),
        (
            // What `voice.device` is where nobody sets it.
            "voice.desk_device", #""plughw:0""#,
            "voice.desk_device must be another device than "
                + "voice.device: what a worker hears is not for the kiosk"
        ),
        ("voice.desk_volume_percent", "50", "voice.desk_volume_percent is for voice.desk_device"),
    ]

    @Test(arguments: wrongKeys.indices)
    func `a wrong line is named with its rule, and never its value`(place: Int) throws {
        let wrong = Self.wrongKeys[place]
        files.set(wrong.key, wrong.value)
        let run = try files.run()
        #expect(run.end() == 78)
        #expect(
            run.text == "<3>meldpostd: \(files.folder)/station.toml: \(wrong.words)\n",
            "\(wrong.key)"
        )
        #expect(!run.text.contains("canary\"") && !run.text.contains("/canary"))
    }

    @Test func `beside a controller only a desk may hang on the board`() throws {
        files.set("panel.kind", files.quoted("serial"))
        files.set("panel.device", files.quoted(files.path("no-panel")))
        let refused = try files.run()
        #expect(refused.end() == 78)
        #expect(refused.text.contains("station.toml: gpio.panic_closed is for panel.kind gpio"))
        for key in ["panic_closed", "panic_open"] { files.set("gpio.\(key)", nil) }
        files.set("gpio.desk_rows", #"["1", "2", "3"]"#)
        files.set("gpio.desk_columns", #"["4", "5", "6"]"#)
        files.set("gpio.desk_hook", files.quoted("7"))
        // The controller is not there either; both are looked for, and named.
        try expectStatus(["gpio.chip-missing", "gpio.keypad-size", "panel.link-lost"])
    }

    @Test func `F7 a board whose chip and keypad are missing runs, and names them in the status`()
        throws
    {
        files.set("gpio.rows", #"["1", "2", "3"]"#)
        try expectStatus(["gpio.chip-missing", "gpio.keypad-size", "panic.wire-fault"])
    }

    /// Runs the station until its status names these conditions.
    private func expectStatus(_ wanted: Set<String>) throws {
        let run = try files.run()
        var codes: Set<String> = []
        for _ in 0..<100 where !wanted.isSubset(of: codes) {
            usleep(50_000)
            guard let connection = try? LocalConnection.connect(path: files.path("control.sock"))
            else { continue }
            try connection.send(try StatusRequest(.status).encoded())
            let answer = try connection.receive(limit: .seconds(5))
            codes = Set(
                try answer.map { try StatusReport(decoding: $0).conditions.map(\.code) } ?? []
            )
        }
        #expect(wanted.isSubset(of: codes), "\(codes)")
        run.process.terminate()
        #expect(run.end() == 0)
    }
}
