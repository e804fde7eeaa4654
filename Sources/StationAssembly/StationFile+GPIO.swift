extension StationFile {
    /// The table `[gpio]`: which line is wired to what.
    struct GPIO: Decodable {
        var chip: String?
        var pull: String?
        var rows: [String]?
        var columns: [String]?
        var deskRows: [String]?
        var deskColumns: [String]?
        var deskHook: String?
        var handset: String?
        var panicClosed: String?
        var panicOpen: String?
        var reset: String?
        var test: String?
        var line1Rings: String?
        var line1OffHook: String?
        var line2Rings: String?
        var line2OffHook: String?
        var lid: String?
        var mainsLost: String?
        var batteryLow: String?
        var relay: String?
        var lampPanic: String?
        var lampDesk: String?
        var lampReady: String?
        var lampFault: String?
        var buzzer: String?

        enum CodingKeys: String, CodingKey {
            case chip
            case pull
            case rows
            case columns
            case deskRows = "desk_rows"
            case deskColumns = "desk_columns"
            case deskHook = "desk_hook"
            case handset
            case panicClosed = "panic_closed"
            case panicOpen = "panic_open"
            case reset
            case test
            case line1Rings = "line_1_rings"
            case line1OffHook = "line_1_off_hook"
            case line2Rings = "line_2_rings"
            case line2OffHook = "line_2_off_hook"
            case lid
            case mainsLost = "mains_lost"
            case batteryLow = "battery_low"
            case relay
            case lampPanic = "lamp_panic"
            case lampDesk = "lamp_desk"
            case lampReady = "lamp_ready"
            case lampFault = "lamp_fault"
            case buzzer
        }
    }
}
