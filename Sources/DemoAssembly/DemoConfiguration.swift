internal import MeldpostCore
internal import RecordFormat

/// The four configuration files of a demo.
struct DemoConfiguration {
    /// The ports of a demo on the loopback interface.
    struct Ports: Hashable {
        /// Where the network plug takes the courier's connections.
        var plug: UInt16
        /// Where the inbox takes stations.
        var station: UInt16
        /// Where the inbox takes desks.
        var desk: UInt16
    }

    let folder: DemoFolder
    let keys: DemoKeys
    let ports: Ports
    let slotMilliseconds: Int
    /// Where the sounds are and where they are heard, if they are.
    var voice: DemoVoice?

    /// The box: `station.toml` of `meldpostd`.
    var station: String {
        """
        [station]
        id = "\(stationID)"
        island = "\(DemoKeys.island.code)"
        state_directory = \(path("box/state"))
        reserve_bytes = 1048576

        [trust]
        root_key = "\(rootKey)"
        key_list = \(path("box/key-list"))

        [panel]
        kind = "terminal"

        [sockets]
        courier = \(path("box/run/courier.sock"))
        control = \(path("box/run/control.sock"))

        [pace]
        slot_milliseconds = \(slotMilliseconds)
        \(voiceTable)
        """
    }

    /// The table of the voice, where the station is to be heard.
    private var voiceTable: String {
        guard let voice, let device = voice.device else { return "" }
        return """

            [voice]
            catalogue = \(Self.quoted(voice.catalogue))
            device = \(Self.quoted(device))

            """
    }

    /// The box: `courier.toml` of `meldpost-courier`.
    ///
    /// Its centre is behind the network plug.
    var courier: String {
        """
        [centre]
        host = "127.0.0.1"
        port = \(ports.plug)
        name = "\(DemoKeys.serverName)"
        ca = \(path("box/centre-ca.pem"))

        [sockets]
        courier = \(path("box/run/courier.sock"))

        """
    }

    /// The centre: `inbox.toml` of `meldpost-inbox`.
    var inbox: String {
        """
        [listen]
        host = "127.0.0.1"
        station_port = \(ports.station)
        desk_port = \(ports.desk)

        [trust]
        station_ca = \(path("centre/station-ca.pem"))
        desk_ca = \(path("centre/desk-ca.pem"))
        root_key = "\(rootKey)"
        key_list = \(path("centre/key-list"))

        [store]
        directory = \(path("centre/store"))

        [[station]]
        id = "\(stationID)"
        key = "\(base64(keys.stationKey.publicKey.bytes))"
        island = "\(DemoKeys.island.code)"

        """
    }

    /// The centre: `desk.toml` of `meldpost-desk`.
    var desk: String {
        """
        [inbox]
        host = "127.0.0.1"
        port = \(ports.desk)
        name = "\(DemoKeys.serverName)"
        ca = \(path("centre/centre-ca.pem"))
        certificate = \(path("centre/desk/desk-certificate.pem"))
        key = \(path("centre/desk/desk-tls-key.pem"))

        [keys]
        root_key = "\(rootKey)"
        key_list = \(path("centre/key-list"))
        desk_key = \(path("centre/desk/desk-key"))
        case_identities = \(path("centre/desk/case-identities"))
        source_identities = \(path("centre/desk/source-identities"))

        """
    }

    /// Writes the four files.
    func write() throws(DemoFault) {
        try folder.write(station.utf8, to: "box/station.toml")
        try folder.write(courier.utf8, to: "box/courier.toml")
        try folder.write(inbox.utf8, to: "centre/inbox.toml")
        try folder.write(desk.utf8, to: "centre/desk.toml")
    }

    private var stationID: String { keys.station.bytes.hexadecimal }

    private var rootKey: String { base64(keys.root.publicKey.bytes) }

    private func base64(_ bytes: [UInt8]) -> String {
        String(decoding: DemoKeys.base64(bytes).dropLast(), as: UTF8.self)
    }

    /// A path as a basic string of TOML: a folder for temporary files may have any name.
    private func path(_ name: String) -> String { Self.quoted(folder.path(name)) }

    /// Any text as a basic string of TOML.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\u{0}"..."\u{1f}", "\u{7f}":
                "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                    + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
