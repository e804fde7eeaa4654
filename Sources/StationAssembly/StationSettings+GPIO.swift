internal import GPIOLines
internal import StrictConfiguration

extension StationSettings {
    /// Reads the table `[gpio]`.
    ///
    /// What a look at the board would show is not refused here but told in the status, so that panic
    /// works on whatever is left: a chip or line that is missing or taken, a keypad of a wrong size.
    static func wiring(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> GPIOWiring {
        guard let gpio = content.gpio else {
            throw file.refusal("gpio", ConfigurationRule("is required for panel.kind gpio"))
        }
        var reader = try LineReader(gpio, file)
        var wiring = GPIOWiring()
        wiring.pullsUp = try pullsUp(gpio, file)
        wiring.panicClosed = try reader.place(
            try file.required(gpio.panicClosed, "gpio.panic_closed"),
            "gpio.panic_closed"
        )
        wiring.panicOpen = try reader.place(
            try file.required(gpio.panicOpen, "gpio.panic_open"),
            "gpio.panic_open"
        )
        wiring.rows = try reader.places(gpio.rows, "gpio.rows")
        wiring.columns = try reader.places(gpio.columns, "gpio.columns")
        wiring.handset = try reader.place(gpio.handset, "gpio.handset")
        wiring.reset = try reader.place(gpio.reset, "gpio.reset")
        wiring.test = try reader.place(gpio.test, "gpio.test")
        wiring.telephones = [
            GPIOWiring.TelephoneWiring(
                rings: try reader.place(gpio.line1Rings, "gpio.line_1_rings"),
                offHook: try reader.place(gpio.line1OffHook, "gpio.line_1_off_hook")
            ),
            GPIOWiring.TelephoneWiring(
                rings: try reader.place(gpio.line2Rings, "gpio.line_2_rings"),
                offHook: try reader.place(gpio.line2OffHook, "gpio.line_2_off_hook")
            ),
        ]
        wiring.lid = try reader.place(gpio.lid, "gpio.lid")
        wiring.mainsLost = try reader.place(gpio.mainsLost, "gpio.mains_lost")
        wiring.batteryLow = try reader.place(gpio.batteryLow, "gpio.battery_low")
        wiring.relay = try reader.place(gpio.relay, "gpio.relay")
        wiring.lamps.panic = try reader.place(gpio.lampPanic, "gpio.lamp_panic")
        wiring.lamps.desk = try reader.place(gpio.lampDesk, "gpio.lamp_desk")
        wiring.lamps.ready = try reader.place(gpio.lampReady, "gpio.lamp_ready")
        wiring.lamps.fault = try reader.place(gpio.lampFault, "gpio.lamp_fault")
        wiring.buzzer = try reader.place(gpio.buzzer, "gpio.buzzer")
        wiring.desk = try desk(gpio, &reader)
        return wiring
    }

    /// Reads the table `[gpio]` of a box whose panel has a controller: the controller has no desk
    /// keypad, so the desk may hang on lines of the board beside it, and nothing else may.
    static func deskBesideController(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> GPIOWiring? {
        guard let gpio = content.gpio else { return nil }
        if let key = gpio.keysOfPanel.first {
            throw file.refusal("gpio.\(key)", ConfigurationRule("is for panel.kind gpio"))
        }
        var reader = try LineReader(gpio, file)
        var wiring = GPIOWiring()
        wiring.pullsUp = try pullsUp(gpio, file)
        wiring.desk = try desk(gpio, &reader)
        return wiring
    }

    private static func pullsUp(
        _ gpio: StationFile.GPIO,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> Bool {
        try file.choice(gpio.pull ?? "up", "gpio.pull", of: ["up", "none"]) == "up"
    }

    private static func desk(
        _ gpio: StationFile.GPIO,
        _ reader: inout LineReader
    ) throws(ConfigurationRefusal) -> GPIOWiring.DeskWiring {
        var desk = GPIOWiring.DeskWiring()
        desk.rows = try reader.places(gpio.deskRows, "gpio.desk_rows")
        desk.columns = try reader.places(gpio.deskColumns, "gpio.desk_columns")
        desk.hook = try reader.place(gpio.deskHook, "gpio.desk_hook")
        return desk
    }

    /// Reads lines, each of which can be wired to one thing only.
    private struct LineReader {
        private let file: ConfigurationFile
        private let chip: String?
        private var taken: Set<LinePlace> = []

        init(
            _ gpio: StationFile.GPIO,
            _ file: ConfigurationFile
        ) throws(ConfigurationRefusal) {
            self.file = file
            chip = try gpio.chip.map { label throws(ConfigurationRefusal) in
                try file.text(label, "gpio.chip", length: 1...31)
            }
        }

        mutating func place(
            _ text: String?,
            _ key: String
        ) throws(ConfigurationRefusal) -> LinePlace? {
            guard let text else { return nil }
            guard let place = LinePlace(text, defaultChip: chip) else {
                throw file.refusal(key, ConfigurationRule("must be an offset, or label:offset"))
            }
            let line = LinePlace(chip: place.chip, offset: place.offset)
            guard taken.insert(line).inserted else {
                throw file.refusal(key, ConfigurationRule("must be a line of its own"))
            }
            return place
        }

        mutating func places(
            _ texts: [String]?,
            _ key: String
        ) throws(ConfigurationRefusal) -> [LinePlace] {
            var places: [LinePlace] = []
            for text in texts ?? [] {
                if let place = try place(text, key) { places.append(place) }
            }
            return places
        }
    }
}

extension StationFile.GPIO {
    /// The keys that are there and name what a panel controller has itself.
    fileprivate var keysOfPanel: [String] {
        let lists = [("rows", rows), ("columns", columns)]
        let lines = [
            ("handset", handset), ("panic_closed", panicClosed), ("panic_open", panicOpen),
            ("reset", reset), ("test", test), ("line_1_rings", line1Rings),
            ("line_1_off_hook", line1OffHook), ("line_2_rings", line2Rings),
            ("line_2_off_hook", line2OffHook), ("lid", lid), ("mains_lost", mainsLost),
            ("battery_low", batteryLow), ("relay", relay), ("lamp_panic", lampPanic),
            ("lamp_desk", lampDesk), ("lamp_ready", lampReady), ("lamp_fault", lampFault),
            ("buzzer", buzzer),
        ]
        return lists.filter { $0.1 != nil }.map(\.0) + lines.filter { $0.1 != nil }.map(\.0)
    }
}
