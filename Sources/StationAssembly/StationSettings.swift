internal import JournalStore
internal import MeldpostCore
internal import RecordFormat
internal import SpokenPrompts
internal import StrictConfiguration

/// The settings of `meldpostd`, read once and checked whole before anything is opened.
struct StationSettings {
    /// The file they were read from, for what is refused only when it is used.
    let file: ConfigurationFile
    var id: StationID
    var island: Island
    var panel: PanelChoice
    var stateDirectory: String
    var reserveBytes: Int
    var rootKey: VerifyingKey
    /// The key list of the file, where it is one that can be used.
    var keyList: (statement: [UInt8], list: KeyList)?
    var courierSocket: String
    var courierUser: String?
    var controlSocket: String
    var controlGroup: String?
    var slot: Duration
    var questionnaire: Questionnaire
    /// The languages that a visitor can choose.
    var languages: [Language]
    /// Where the texts come from, and what is kept of them.
    var texts: TextFiles
    var opening: OpeningTable
    var rota: Rota?
    var deskLanguage: Language
    var isAlarmSilent: Bool
    var firstSupervisor: WorkerAccount?
    var voice: VoiceSetting?
    /// Where the worker's voice is heard, where the desk has one.
    var deskOutput: DeskOutput?
    /// The station's key, where there is one that can be used.
    var key: SigningKey?

    /// Reads the file at `path` and the credentials.
    ///
    /// - Parameters:
    ///   - path: the path of `station.toml`.
    ///   - credentialDirectory: the directory of the credentials, or nothing for systemd's.
    ///   - isSafeMode: whether texts, sounds and rota of outside are left unread.
    /// - Throws: the first rule that is broken, with the name of its key or file.
    init(
        path: String,
        credentialDirectory: String?,
        isSafeMode: Bool
    ) throws(ConfigurationRefusal) {
        let file = try ConfigurationFile(path: path)
        self.file = file
        let whole = try file.decode(StationFile.self)
        let content = isSafeMode ? whole.inSafeMode : whole
        id = try Self.stationID(content, file)
        island = try Self.island(content, file)
        stateDirectory = try Self.stateDirectory(content, file)
        reserveBytes = try Self.reserveBytes(content, file)
        panel = try Self.panel(content, file)
        (courierSocket, controlSocket) = try Self.sockets(content, file)
        courierUser = try Self.courierUser(content, file)
        controlGroup = try Self.controlGroup(content, file)
        slot = try Self.slot(content, file)
        var texts = TextFiles(content, file, kept: stateDirectory)
        questionnaire = try texts.takeQuestionnaire()
        opening = try Self.opening(content, file)
        deskLanguage = try Self.deskLanguage(content, island, file)
        isAlarmSilent = content.panic?.silent ?? true
        voice = try Self.voice(content, questionnaire, file)
        deskOutput = try Self.deskOutput(content, file)
        rota = try Self.rota(content, island, file) { texts.refuse(.rotaRefused, $0) }
        languages = texts.takeManifests(for: &voice, questionnaire)
        let root = try Self.rootKey(content, file)
        rootKey = root
        _ = try file.absolutePath(content.trust?.keyList, Self.keyListKey)
        // What is broken or missing of these makes nobody a supervisor, and takes the panic button from
        // nobody. That no directory is named at all is a mistake of who starts the program.
        let directory = try Credentials(directory: credentialDirectory).directory
        keyList = texts.attempt(.keyListRefused) { () throws(ConfigurationRefusal) in
            try Self.keyList(content, root, file)
        }
        key = texts.attempt(.stationKeyRefused) { () throws(ConfigurationRefusal) in
            try Self.key(directory)
        }
        firstSupervisor = texts.attempt(.supervisorRefused) { () throws(ConfigurationRefusal) in
            try Self.firstSupervisor(directory)
        }.flatMap(\.self)
        self.texts = texts
    }

    private static let keyListKey = "trust.key_list"

    /// What the keeper of the journal is told; nothing where there is no key to sign entries with.
    var journal: JournalKeeper.Setting? {
        key.map { key in
            JournalKeeper.Setting(
                directory: stateDirectory,
                limits: JournalLimits(reserveBytes: Int64(reserveBytes)),
                station: id,
                key: key,
                recipients: keyList?.list.recipientSets ?? [],
                listNumber: keyList?.list.number ?? 0
            )
        }
    }

    static func island(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> Island {
        let name = try file.choice(
            content.station?.island,
            "station.island",
            of: ["bonaire", "saba", "sint-eustatius"]
        )
        guard let island = Island(code: name) else {
            preconditionFailure("the choices are the islands")
        }
        return island
    }

    static func panel(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> PanelChoice {
        let kind = try file.choice(
            content.panel?.kind,
            "panel.kind",
            of: ["terminal", "serial", "gpio"]
        )
        guard kind == "serial" || content.panel?.device == nil else {
            throw file.refusal("panel.device", ConfigurationRule("is for panel.kind serial"))
        }
        guard kind != "terminal" || content.gpio == nil else {
            throw file.refusal("gpio", ConfigurationRule("is for panel.kind gpio or serial"))
        }
        switch kind {
        case "serial":
            return .serial(
                device: try file.absolutePath(content.panel?.device, "panel.device"),
                desk: try deskBesideController(content, file)
            )
        case "gpio":
            return .gpio(try wiring(content, file))
        default:
            return .terminal
        }
    }

    static func sockets(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> (courier: String, control: String) {
        let courier = try file.socketPath(
            content.sockets?.courier,
            "sockets.courier",
            default: "/run/meldpost/courier/socket"
        )
        let control = try file.socketPath(
            content.sockets?.control,
            "sockets.control",
            default: "/run/meldpost/control/socket"
        )
        guard courier != control else {
            throw file.refusal("sockets.control", ConfigurationRule("must be a socket of its own"))
        }
        return (courier, control)
    }

    static func rootKey(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> VerifyingKey {
        let bytes = try file.base64(content.trust?.rootKey, "trust.root_key", byteCount: 32)
        guard let rootKey = try? VerifyingKey(validating: bytes) else {
            throw file.refusal("trust.root_key", ConfigurationRule("must be an Ed25519 public key"))
        }
        return rootKey
    }

    static func keyList(
        _ content: StationFile,
        _ rootKey: VerifyingKey,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> (statement: [UInt8], list: KeyList) {
        let statement = try file.content(ofPath: content.trust?.keyList, keyListKey)
        do throws(FormatRefusal) {
            return (statement, try KeyRing(rootKey: rootKey).verified(statement))
        } catch {
            throw file.refusal(keyListKey, ConfigurationRule(keyList: error))
        }
    }

    static func key(_ directory: String?) throws(ConfigurationRefusal) -> SigningKey {
        let credentials = try Credentials(directory: directory)
        guard try credentials.read(name: "station-key") != Credentials.none else {
            throw credentials.refusal("station-key", .mustBeGiven)
        }
        let seed = try credentials.base64(name: "station-key", byteCount: 32)
        guard let key = try? SigningKey(seed: seed) else {
            throw credentials.refusal("station-key", .base64(byteCount: 32))
        }
        return key
    }
}

extension ConfigurationRule {
    /// The unit passed a word in its place: the file is missing, or systemd could not decrypt it.
    static let mustBeGiven = ConfigurationRule(
        """
        was not given: no file has it, or it could not be decrypted \
        (systemctl status meldpost-station-key)
        """,
        exit: .noInput
    )

    /// The rule that a key list breaks: it is not the root key's, or it is and cannot be used.
    fileprivate init(keyList refusal: FormatRefusal) {
        switch refusal {
        case .keyCount, .keyMalformed, .keyRepeated, .keyTypesMixed, .keyUnusable,
            .recipientUnusable, .scopeRepeated:
            self.init("must name a key list whose keys can all be used")
        default:
            self.init("must name a key list signed by trust.root_key")
        }
    }
}
