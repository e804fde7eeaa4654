internal import AgeFormat
internal import CentreLink
internal import Glibc
internal import RecordFormat
internal import StrictConfiguration

/// What `desk.toml` says, checked.
struct DeskSettings: Sendable {
    let endpoint: CentreEndpoint
    let deskKey: SigningKey
    let keyList: KeyList
    /// The file with the case identities; read, and perhaps unlocked, by the command that needs it.
    let caseIdentities: String
    /// The file with the source identities, where the desk has them.
    let sourceIdentities: String?

    /// Where the file is when nobody says.
    static var defaultPath: String {
        if let path = getenv("MELDPOST_DESK_CONFIG") { return String(cString: path) }
        let home = getenv("HOME").map { String(cString: $0) } ?? ""
        return home + "/.config/meldpost/desk.toml"
    }

    /// Reads and checks everything but the identities.
    init(path: String?) throws(ConfigurationRefusal) {
        let file = try ConfigurationFile(path: path ?? Self.defaultPath)
        let raw = try file.decode(DeskFile.self)
        let inbox = try file.required(raw.inbox, "inbox")
        let keys = try file.required(raw.keys, "keys")
        endpoint = CentreEndpoint(
            host: try file.host(inbox.host, "inbox.host", allowsAddress: true),
            port: try file.number(inbox.port, "inbox.port", in: 1...65_535),
            serverName: try file.host(inbox.name, "inbox.name", allowsAddress: false),
            caCertificates: try file.content(ofPath: inbox.ca, "inbox.ca"),
            certificateChain: try file.content(ofPath: inbox.certificate, "inbox.certificate"),
            privateKey: try file.content(ofPath: inbox.key, "inbox.key", isPrivate: true)
        )
        let rootBytes = try file.base64(
            keys.rootKey,
            "keys.root_key",
            byteCount: VerifyingKey.length
        )
        guard let root = try? VerifyingKey(validating: rootBytes) else {
            throw file.refusal("keys.root_key", ConfigurationRule("must be an Ed25519 public key"))
        }
        let list = try file.content(ofPath: keys.keyList, "keys.key_list", limit: 65_536)
        guard let statement = try? Statement(decoding: list),
            case .keyList(let keyList) = try? statement.verify(with: root)
        else {
            throw file.refusal(
                "keys.key_list",
                ConfigurationRule("must be a key list that the root key signed")
            )
        }
        deskKey = try Self.deskKey(keys, file)
        guard keyList.deskKeys.contains(deskKey.publicKey) else {
            throw file.refusal(
                "keys.desk_key",
                ConfigurationRule("must be one of the desk keys of the key list")
            )
        }
        self.keyList = keyList
        caseIdentities = try file.absolutePath(keys.caseIdentities, "keys.case_identities")
        sourceIdentities = try keys.sourceIdentities.map { path throws(ConfigurationRefusal) in
            try file.absolutePath(path, "keys.source_identities")
        }
    }

    private static func deskKey(
        _ keys: DeskFile.Keys,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> SigningKey {
        var text = try file.content(
            ofPath: keys.deskKey,
            "keys.desk_key",
            limit: 256,
            isPrivate: true
        )
        defer { text.wipeSecret() }
        if text.last == UInt8(ascii: "\n") { text.removeLast() }
        let seed = try file.base64(
            String(validating: text, as: UTF8.self),
            "keys.desk_key",
            byteCount: SigningKey.seedLength
        )
        guard let key = try? SigningKey(seed: seed) else {
            throw file.refusal("keys.desk_key", ConfigurationRule("must be an Ed25519 seed"))
        }
        return key
    }
}

extension [UInt8] {
    /// Overwrites what was secret.
    fileprivate mutating func wipeSecret() {
        withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            explicit_bzero(base, bytes.count)
        }
    }
}
