internal import Glibc
internal import JournalStore

extension StationSettings {
    /// Checks that there is a directory for the journal, before anything is started.
    ///
    /// A disk that is full, read-only or failing is no reason to stay away: panic works without it
    /// (P6). A path that cannot be a state directory is a mistake of configuration.
    func checkStateDirectory() throws(StationRefusal) {
        if mkdir(stateDirectory, 0o700) == 0 { return }
        var status = stat()
        switch errno {
        case EEXIST:
            guard stat(stateDirectory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
                access(stateDirectory, W_OK | X_OK) == 0 || errno == EROFS
            else { throw .stateDirectory(stateDirectory) }
        case ENOSPC, EDQUOT, EIO, EROFS:
            return
        default:
            throw .stateDirectory(stateDirectory)
        }
    }
}
