public import CentreLink
public import StrictConfiguration

/// What the courier is told at its start; it reads nothing later.
public struct CourierConfiguration: Sendable {
    /// Where the centre is, what it must show, and what we show it.
    public let endpoint: CentreEndpoint

    /// Where the station listens.
    public let socketPath: String

    /// Where the station listens when the file does not say.
    public static let socketPath = "/run/meldpost/courier/socket"

    /// Makes a configuration.
    public init(endpoint: CentreEndpoint, socketPath: String) {
        self.endpoint = endpoint
        self.socketPath = socketPath
    }

    /// Reads `courier.toml` and the credentials `courier-certificate` and `courier-key`.
    ///
    /// - Parameters:
    ///   - path: where `courier.toml` is.
    ///   - directory: where the credentials are; without it, where systemd put them.
    /// - Throws: a refusal that names file, key and rule.
    public init(path: String, credentials directory: String?) throws(ConfigurationRefusal) {
        let file = try ConfigurationFile(path: path)
        let keys = try file.decode(CourierFile.self)
        socketPath = try file.socketPath(
            keys.sockets?.courier,
            "sockets.courier",
            default: Self.socketPath
        )
        let host = try file.host(keys.centre?.host, "centre.host", allowsAddress: true)
        let port = try file.number(keys.centre?.port, "centre.port", in: 1...65_535)
        let name = try file.host(keys.centre?.name, "centre.name", allowsAddress: false)
        let authorities = try file.content(ofPath: keys.centre?.ca, "centre.ca")
        let credentials = try Credentials(directory: directory)
        endpoint = CentreEndpoint(
            host: host,
            port: port,
            serverName: name,
            caCertificates: authorities,
            certificateChain: try credentials.read(name: "courier-certificate"),
            privateKey: try credentials.read(name: "courier-key")
        )
        try Self.check(endpoint, file, credentials)
    }

    private static func check(
        _ endpoint: CentreEndpoint,
        _ file: ConfigurationFile,
        _ credentials: Credentials
    ) throws(ConfigurationRefusal) {
        do {
            try endpoint.check()
        } catch {
            throw switch error {
            case .caCertificates: file.refusal("centre.ca", .mustBePEM)
            case .certificateChain: credentials.refusal("courier-certificate", .mustBePEM)
            case .privateKey: credentials.refusal("courier-key", .mustBePEM)
            case .pair: credentials.refusal("courier-key", .mustBePair)
            }
        }
    }
}

extension ConfigurationRule {
    /// The key belongs to another certificate.
    static let mustBePair = ConfigurationRule("must be the key of courier-certificate")
}
