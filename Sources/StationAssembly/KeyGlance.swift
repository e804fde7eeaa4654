internal import Glibc
internal import MeldpostCore

/// Whether the key that was missing at the start has come: a TPM may be late, or answer again.
///
/// A service of its own decrypts the key, and systemd hands it over only at a start. Whether the file is
/// there is all that the station may see of it.
struct KeyGlance {
    /// Where `meldpost-station-key.service` puts the key.
    static let path = "/run/meldpost-station-key/station-key"
    /// How long it is between two looks.
    static let pause = Duration.seconds(15)

    /// When the next look is due.
    private(set) var next = Instant.start + pause
    private let path: String

    init(path: String = KeyGlance.path) {
        self.path = path
    }

    /// Looks, where it is time to.
    mutating func hasCome(at now: Instant) -> Bool {
        guard next <= now else { return false }
        next = now + Self.pause
        return access(path, F_OK) == 0
    }
}
