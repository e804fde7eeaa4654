internal import MeldpostCore
internal import RecordFormat
internal import StrictConfiguration

extension StationSettings {
    /// The language of the desk: that of most workers of the island, where nothing is said.
    ///
    /// Source: DOMAIN 2.2 (the desks' own names: Papiamentu on Bonaire, English on Saba).
    static func deskLanguage(
        _ content: StationFile,
        _ island: Island,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> Language {
        guard let code = content.desk?.language else {
            return island == .bonaire ? .papiamentu : .english
        }
        let name = try file.choice(code, "desk.language", of: ["pap", "nl", "en", "es"])
        guard let language = Language(rawValue: name) else {
            preconditionFailure("the choices are the languages")
        }
        return language
    }

    /// The rota, where one is named; one that is broken must not take the panic button from the desk, so
    /// it counts as empty and is named in the status.
    static func rota(
        _ content: StationFile,
        _ island: Island,
        _ file: ConfigurationFile,
        refused: (ConfigurationRefusal) -> Void
    ) throws(ConfigurationRefusal) -> Rota? {
        guard let path = content.desk?.rota, !path.isEmpty else { return nil }
        _ = try file.absolutePath(path, "desk.rota")
        do throws(ConfigurationRefusal) {
            let bytes = try file.content(ofPath: path, "desk.rota")
            return try RotaFile.rota(
                of: island,
                in: ConfigurationFile(path: path, bytes: bytes)
            )
        } catch {
            refused(error)
            return .empty
        }
    }

    /// The account of the first supervisor, where there is a credential of one.
    static func firstSupervisor(
        _ directory: String?
    ) throws(ConfigurationRefusal) -> WorkerAccount? {
        let credentials = try Credentials(directory: directory)
        guard credentials.has(FirstSupervisor.credential) else { return nil }
        let line = try credentials.read(name: FirstSupervisor.credential)
        guard line != Credentials.none else { return nil }
        let bytes = try credentials.base64(
            name: FirstSupervisor.credential,
            byteCount: SupervisorCredential.length
        )
        guard let account = SupervisorCredential.decode(bytes) else {
            throw credentials.refusal(
                FirstSupervisor.credential,
                ConfigurationRule("must be a line of meldpostd first-supervisor")
            )
        }
        return account
    }
}
