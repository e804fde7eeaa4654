internal import StrictConfiguration

/// Why the station does not start, in fixed words that name the file and the rule.
struct StationRefusal: Error, Hashable, Sendable {
    var words: String
    var exit: SystemExit

    static func stateDirectory(_ path: String) -> StationRefusal {
        StationRefusal(
            words: "\(path): the state directory must be a directory that this user can write",
            exit: .cannotCreate
        )
    }

    static func journalFromTheFuture(_ path: String) -> StationRefusal {
        StationRefusal(
            words: "\(path)/journal.sqlite: was written by a newer version; install that version",
            exit: .dataError
        )
    }

    static func unknownName(_ key: StaticString) -> StationRefusal {
        StationRefusal(words: "\(key) names nobody on this system", exit: .configuration)
    }
}
