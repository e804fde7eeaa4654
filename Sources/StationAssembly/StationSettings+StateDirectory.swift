internal import Glibc
internal import JournalStore
internal import StrictConfiguration

extension StationSettings {
    /// Checks that there is a directory for the journal, before anything is started.
    ///
    /// A disk that is full, read-only or failing is no reason to stay away: panic works without it
    /// (P6). A path that cannot be a state directory is a mistake of configuration, and so is one
    /// that others may look into or exchange files in: the journal would not open, however often it
    /// is tried.
    func checkStateDirectory() throws(ConfigurationRefusal) {
        if mkdir(stateDirectory, 0o700) == 0 { return }
        var status = stat()
        switch errno {
        case EEXIST:
            guard stat(stateDirectory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw refusal(.mustBeWritable)
            }
            guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
                throw refusal(.mustBeOursAlone)
            }
            guard access(stateDirectory, W_OK | X_OK) == 0 || errno == EROFS else {
                throw refusal(.mustBeWritable)
            }
        case ENOSPC, EDQUOT, EIO, EROFS:
            return
        default:
            throw refusal(.mustBeWritable)
        }
    }

    /// The refusal of a journal that a newer version wrote.
    var journalFromTheFuture: ConfigurationRefusal { refusal(.holdsNewerJournal) }

    private func refusal(_ rule: ConfigurationRule) -> ConfigurationRefusal {
        file.refusal("station.state_directory", rule)
    }
}

extension ConfigurationRule {
    fileprivate static let mustBeWritable = ConfigurationRule(
        "must be a directory that this user can write",
        exit: .cannotCreate
    )
    fileprivate static let mustBeOursAlone = ConfigurationRule(
        "must belong to the user of the station and be open to nobody else (mode 0700)",
        exit: .noPermission
    )
    fileprivate static let holdsNewerJournal = ConfigurationRule(
        "holds a journal of a newer version; install that version again",
        exit: .dataError
    )
}
