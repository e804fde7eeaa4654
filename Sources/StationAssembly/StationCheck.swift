internal import MeldpostCore
internal import RecordFormat
internal import StrictConfiguration

/// `meldpostd --check`: everything that is wrong in a `station.toml`, and nothing is started.
public enum StationCheck {
    /// Checks a file and writes a line for each error to standard output.
    ///
    /// - Parameters:
    ///   - configuration: the path of `station.toml`.
    ///   - credentials: the directory of the credentials; without it they are not checked.
    /// - Returns: 0 where nothing is wrong, else the code with which the station would end; for a key list
    ///   or a credential, without which it would start, the code of its rule.
    public static func run(configuration: String, credentials: String?) -> Int32 {
        let list = check(configuration: configuration, credentials: credentials)
        return list.tell(path: configuration, by: "meldpostd")
    }

    static func check(configuration: String, credentials: String?) -> RefusalList {
        typealias Settings = StationSettings
        typealias Refusal = ConfigurationRefusal
        var list = RefusalList()
        guard
            let file = list.collect({ () throws(Refusal) in
                try ConfigurationFile(path: configuration)
            }),
            let content = list.collect({ () throws(Refusal) in try file.decode(StationFile.self) })
        else { return list }
        checkTables(content, file, &list)
        checkTexts(content, file, &list)
        if let root = list.collect({ () throws(Refusal) in try Settings.rootKey(content, file) }) {
            list.collect { () throws(Refusal) in try Settings.keyList(content, root, file) }
        }
        if let credentials {
            list.collect { () throws(Refusal) in try Settings.key(credentials) }
            list.collect { () throws(Refusal) in try Settings.firstSupervisor(credentials) }
        }
        return list
    }

    private static func checkTables(
        _ content: StationFile,
        _ file: ConfigurationFile,
        _ list: inout RefusalList
    ) {
        typealias Settings = StationSettings
        typealias Refusal = ConfigurationRefusal
        list.collect { () throws(Refusal) in try Settings.stationID(content, file) }
        list.collect { () throws(Refusal) in try Settings.island(content, file) }
        list.collect { () throws(Refusal) in try Settings.stateDirectory(content, file) }
        list.collect { () throws(Refusal) in try Settings.reserveBytes(content, file) }
        list.collect { () throws(Refusal) in try Settings.panel(content, file) }
        list.collect { () throws(Refusal) in try Settings.sockets(content, file) }
        list.collect { () throws(Refusal) in
            try Settings.courierRule(try Settings.courierUser(content, file), file)
        }
        list.collect { () throws(Refusal) in
            try Settings.controlRule(try Settings.controlGroup(content, file), file)
        }
        list.collect { () throws(Refusal) in try Settings.slot(content, file) }
        list.collect { () throws(Refusal) in try Settings.opening(content, file) }
        if let island = try? Settings.island(content, file) {
            list.collect { () throws(Refusal) in
                try Settings.deskLanguage(content, island, file)
            }
            list.collect { () throws(Refusal) in
                var refusal: Refusal?
                _ = try Settings.rota(content, island, file) { refusal = $0 }
                if let refusal { throw refusal }
            }
        }
    }

    private static func checkTexts(
        _ content: StationFile,
        _ file: ConfigurationFile,
        _ list: inout RefusalList
    ) {
        typealias Settings = StationSettings
        typealias Refusal = ConfigurationRefusal
        list.collect { () throws(Refusal) in try Settings.questionnaire(content, file) }
        guard let voice = content.voice else { return }
        list.collect { () throws(Refusal) in try Settings.catalogue(voice, file) }
        list.collect { () throws(Refusal) in try Settings.device(voice, file) }
        list.collect { () throws(Refusal) in try Settings.volumePercent(voice, file) }
        list.collect { () throws(Refusal) in try Settings.deskOutput(content, file) }
    }
}
