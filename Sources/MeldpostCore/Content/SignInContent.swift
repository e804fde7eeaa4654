/// A worker signed in, or was not let in though the PIN was one of the account: always written, the
/// same size with and without duress.
public struct SignInContent: Hashable, Sendable, Codable {
    /// The number of the worker.
    public var worker: Int
    /// Whether the duress code was used.
    public var isDuress: Bool
    /// Whether nobody was let in: the account is revoked or has expired, or nobody was there any more
    /// when the PIN was compared, or that took too long.
    ///
    /// Whoever is forced to sign in may have an account that is over, and may have the handset put
    /// down. The record must not say that somebody worked at the desk then.
    public var isRefused: Bool

    /// Makes the content of a sign-in.
    public init(worker: Int, isDuress: Bool, isRefused: Bool = false) {
        self.worker = worker
        self.isDuress = isDuress
        self.isRefused = isRefused
    }

    private enum CodingKeys: String, CodingKey {
        case worker
        case isDuress
        case isRefused
    }

    /// Reads a sign-in; one that does not say so was not refused.
    ///
    /// - Parameter decoder: where it stands.
    /// - Throws: what the decoder throws.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        worker = try members.decode(Int.self, forKey: .worker)
        isDuress = try members.decode(Bool.self, forKey: .isDuress)
        isRefused = try members.decodeIfPresent(Bool.self, forKey: .isRefused) ?? false
    }

    /// Writes a sign-in, and that it was refused only where it was.
    ///
    /// - Parameter encoder: where it goes.
    /// - Throws: what the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(worker, forKey: .worker)
        try members.encode(isDuress, forKey: .isDuress)
        if isRefused { try members.encode(true, forKey: .isRefused) }
    }
}
