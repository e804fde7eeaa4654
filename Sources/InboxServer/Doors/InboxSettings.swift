internal import MeldpostCore
internal import NIOSSL
internal import RecordFormat
public import StrictConfiguration

/// What `inbox.toml` and the credentials say, checked.
public struct InboxSettings: Sendable {
    let host: String
    let stationPort: Int
    let deskPort: Int
    let stationTLS: TLSConfiguration
    let deskTLS: TLSConfiguration
    let directory: String
    let keys: InboxKeys
    let stations: [KnownStation]
    /// The file, for refusals that come later.
    let file: ConfigurationFile

    /// Reads and checks everything before anything is opened or made.
    ///
    /// - Parameters:
    ///   - path: `inbox.toml`.
    ///   - credentials: the directory with `inbox-key`, `inbox-certificate` and `inbox-tls-key`, or
    ///     nothing for the one that systemd names.
    /// - Throws: a refusal that names the file or the key, and the rule.
    public init(path: String, credentials: String?) throws(ConfigurationRefusal) {
        let file = try ConfigurationFile(path: path)
        let raw = try file.decode(InboxFile.self)
        let listen = try file.required(raw.listen, "listen")
        let trust = try file.required(raw.trust, "trust")
        let store = try file.required(raw.store, "store")
        host = try file.host(listen.host, "listen.host", allowsAddress: true)
        stationPort = try file.number(listen.stationPort, "listen.station_port", in: 0...65_535)
        deskPort = try file.number(listen.deskPort, "listen.desk_port", in: 0...65_535)
        if deskPort == stationPort, deskPort != 0 {
            throw file.refusal("listen.desk_port", Self.portsDiffer)
        }
        directory = try file.absolutePath(store.directory, "store.directory")
        stations = try Self.stations(raw.station ?? [], file)
        let secrets = try Credentials(directory: credentials)
        keys = try Self.keys(trust, secrets, file)
        let identity = try Self.identity(secrets)
        let stationRoots = try Self.roots(trust.stationCA, "trust.station_ca", file)
        let deskRoots = try Self.roots(trust.deskCA, "trust.desk_ca", file)
        guard Self.publicKeys(of: stationRoots).isDisjoint(with: Self.publicKeys(of: deskRoots))
        else { throw file.refusal("trust.desk_ca", Self.authoritiesDiffer) }
        stationTLS = try Self.tls(identity, stationRoots, "trust.station_ca", file)
        deskTLS = try Self.tls(identity, deskRoots, "trust.desk_ca", file)
        self.file = file
    }

    private static let portsDiffer = ConfigurationRule("must differ from listen.station_port")

    /// With one authority for both, the certificate of a box would open the routes of the desks.
    private static let authoritiesDiffer = ConfigurationRule(
        "must have no certificate and no key of trust.station_ca"
    )

    private static func stations(
        _ rows: [InboxFile.Station],
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> [KnownStation] {
        var stations: [KnownStation] = []
        for (index, row) in rows.enumerated() {
            let table = "station[\(index + 1)]"
            let name = try file.hexadecimal(row.id, "\(table).id", byteCount: StationID.length)
            let bytes = try file.base64(row.key, "\(table).key", byteCount: VerifyingKey.length)
            guard let id = StationID(bytes: name), id != .zero,
                !stations.contains(where: { $0.id == id })
            else {
                throw file.refusal(
                    "\(table).id",
                    ConfigurationRule("must differ from all others, and from zero")
                )
            }
            guard let key = try? VerifyingKey(validating: bytes) else {
                throw file.refusal(
                    "\(table).key",
                    ConfigurationRule("must be an Ed25519 public key")
                )
            }
            var pin: Digest?
            if row.certificateDigest != nil {
                let name = "\(table).certificate_sha256"
                pin = Digest(
                    bytes: try file.hexadecimal(
                        row.certificateDigest,
                        name,
                        byteCount: Digest.length
                    )
                )
            }
            let code = try file.choice(
                row.island,
                "\(table).island",
                of: ["bonaire", "saba", "sint-eustatius"]
            )
            guard let island = Island(code: code) else {
                preconditionFailure("the choices are the codes of the islands")
            }
            stations.append(
                KnownStation(id: id, key: key, certificateDigest: pin, island: island)
            )
        }
        guard !stations.isEmpty else { throw file.refusal("station", .required) }
        return stations
    }

    private static func keys(
        _ trust: InboxFile.Trust,
        _ secrets: Credentials,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> InboxKeys {
        let rootBytes = try file.base64(
            trust.rootKey,
            "trust.root_key",
            byteCount: VerifyingKey.length
        )
        guard let root = try? VerifyingKey(validating: rootBytes) else {
            throw file.refusal("trust.root_key", ConfigurationRule("must be an Ed25519 public key"))
        }
        let list = try file.content(ofPath: trust.keyList, "trust.key_list", limit: 65_536)
        let seed = try secrets.base64(name: "inbox-key", byteCount: SigningKey.seedLength)
        guard let signingKey = try? SigningKey(seed: seed) else {
            throw secrets.refusal("inbox-key", ConfigurationRule("must be an Ed25519 seed"))
        }
        do throws(FormatRefusal) {
            return try InboxKeys(signingKey: signingKey, keyListStatement: list, root: root)
        } catch {
            let rule: ConfigurationRule =
                switch error {
                case .keyMismatch:
                    ConfigurationRule("must be signed by the root key and name this inbox-key")
                default:
                    ConfigurationRule("must be a key list that the root key signed")
                }
            throw file.refusal("trust.key_list", rule)
        }
    }

    private static func identity(
        _ secrets: Credentials
    ) throws(ConfigurationRefusal) -> (chain: [NIOSSLCertificate], key: NIOSSLPrivateKey) {
        let chain = try secrets.read(name: "inbox-certificate")
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(chain), !certificates.isEmpty
        else { throw secrets.refusal("inbox-certificate", .mustBePEM) }
        let bytes = try secrets.read(name: "inbox-tls-key")
        guard let key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem) else {
            throw secrets.refusal("inbox-tls-key", .mustBePEM)
        }
        return (certificates, key)
    }

    /// The certificates of an authority.
    private static func roots(
        _ path: String?,
        _ key: String,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> [NIOSSLCertificate] {
        let bytes = try file.content(ofPath: path, key)
        guard let roots = try? NIOSSLCertificate.fromPEMBytes(bytes), !roots.isEmpty else {
            throw file.refusal(key, .mustBePEM)
        }
        return roots
    }

    /// The keys behind certificates: a renewed certificate of the same key has the same holder.
    private static func publicKeys(of roots: [NIOSSLCertificate]) -> Set<[UInt8]> {
        Set(roots.compactMap { try? $0.extractPublicKey().toSPKIBytes() })
    }

    /// TLS 1.3 only; a client certificate of the authority is required (F50).
    private static func tls(
        _ identity: (chain: [NIOSSLCertificate], key: NIOSSLPrivateKey),
        _ roots: [NIOSSLCertificate],
        _ key: String,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> TLSConfiguration {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: identity.chain.map { .certificate($0) },
            privateKey: .privateKey(identity.key)
        )
        tls.minimumTLSVersion = .tlsv13
        tls.certificateVerification = .noHostnameVerification
        tls.trustRoots = .certificates(roots)
        // The pair is tried here, so that a key of another certificate is a refusal with a name.
        guard (try? NIOSSLContext(configuration: tls)) != nil else {
            throw file.refusal(
                key,
                ConfigurationRule("or inbox-certificate with inbox-tls-key is not usable for TLS")
            )
        }
        return tls
    }
}
