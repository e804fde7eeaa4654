/// Why a running inbox ended by itself.
public enum InboxEnd: Error, Hashable, Sendable {
    /// Another program listens on the port of the stations, or it cannot be had.
    case stationPortInUse
    /// Another program listens on the port of the desks, or it cannot be had.
    case deskPortInUse
    /// The database failed in a way after which it must be opened anew.
    case databaseFailed
}
