internal import MeldpostCore
internal import RecordFormat
internal import StrictConfiguration

/// Single keys of `station.toml`.
extension StationSettings {
    static func stationID(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> StationID {
        let bytes = try file.hexadecimal(
            content.station?.id,
            "station.id",
            byteCount: StationID.length
        )
        guard let id = StationID(bytes: bytes), id != .zero else {
            throw file.refusal("station.id", .hexadecimal(byteCount: StationID.length))
        }
        return id
    }

    static func stateDirectory(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> String {
        try file.absolutePath(
            content.station?.stateDirectory,
            "station.state_directory",
            default: "/var/lib/meldpost"
        )
    }

    static func reserveBytes(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> Int {
        try file.number(
            content.station?.reserveBytes,
            "station.reserve_bytes",
            in: 131_072...1_073_741_824,
            default: 1_048_576
        )
    }

    static func courierUser(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> String? {
        try content.sockets?.courierUser.map { name throws(ConfigurationRefusal) in
            try file.text(name, "sockets.courier_user", length: 1...32)
        }
    }

    static func controlGroup(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> String? {
        try content.sockets?.controlGroup.map { name throws(ConfigurationRefusal) in
            try file.text(name, "sockets.control_group", length: 1...32)
        }
    }

    static func slot(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> Duration {
        .milliseconds(
            try file.number(
                content.pace?.slotMilliseconds,
                "pace.slot_milliseconds",
                in: 200...20_000,
                default: 20_000
            )
        )
    }
}
