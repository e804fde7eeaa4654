/// An account of a worker: a number, what is kept of a PIN, and what it may (R71, R72).
public struct WorkerAccount: Hashable, Sendable {
    /// The numbers that a worker can have: three digits, and never given to another person.
    public static let numbers = 100...999

    /// The number of the worker; it stands in records.
    public var number: Int
    /// What is kept of the PIN.
    public var verifier: PINVerifier
    /// Whether the worker may make and change accounts.
    public var isSupervisor: Bool
    /// Whether it was revoked.
    public var isRevoked: Bool
    /// From which hour on it does not hold any more, or nothing where it holds for good.
    public var expires: UnixHour?

    /// Makes an account.
    public init(
        number: Int,
        verifier: PINVerifier,
        isSupervisor: Bool,
        isRevoked: Bool = false,
        expires: UnixHour? = nil
    ) {
        precondition(Self.numbers.contains(number), "a worker has a number of three digits")
        self.number = number
        self.verifier = verifier
        self.isSupervisor = isSupervisor
        self.isRevoked = isRevoked
        self.expires = expires
    }

    /// Whether it has expired at `time`.
    public func isExpired(at time: UnixTime) -> Bool {
        expires.map { !(time.hour < $0) } ?? false
    }

    /// Whether its worker can sign in in `hour`.
    func holds(in hour: UnixHour) -> Bool { !isRevoked && !isExpired(at: hour.start) }

    /// Whether it is a supervisor's and holds until somebody revokes it.
    var isLastingSupervisor: Bool { isSupervisor && !isRevoked && expires == nil }
}

/// The accounts of the workers, by their numbers.
public struct AccountBook: Hashable, Sendable {
    private var accounts: [Int: WorkerAccount] = [:]

    /// Makes a book of `accounts`.
    public init(_ accounts: [WorkerAccount] = []) {
        for account in accounts { self.accounts[account.number] = account }
    }

    /// Whether nobody has an account.
    public var isEmpty: Bool { accounts.isEmpty }

    /// The account of this number, revoked or not.
    public subscript(_ number: Int) -> WorkerAccount? { accounts[number] }

    /// Whether there is a supervisor who could sign in at `time`.
    public func hasSupervisor(at time: UnixTime) -> Bool {
        accounts.values.contains { $0.isSupervisor && !$0.isRevoked && !$0.isExpired(at: time) }
    }

    /// Whether there is a supervisor whose access has no end: then no day comes on which nobody can make
    /// accounts.
    public var hasLastingSupervisor: Bool { accounts.values.contains(where: \.isLastingSupervisor) }

    /// Whether the account of this number is the only one of a supervisor without an end.
    func isLastLastingSupervisor(_ number: Int) -> Bool {
        accounts.values.filter(\.isLastingSupervisor).map(\.number) == [number]
    }

    /// An account is as given now; what was revoked stays so, whatever comes late from the disk (R71).
    mutating func set(_ account: WorkerAccount) {
        var account = account
        account.isRevoked = account.isRevoked || accounts[account.number]?.isRevoked == true
        accounts[account.number] = account
    }
}

/// What was done to an account: the code stands in a `service` record.
public enum AccountAction: String, Hashable, Sendable, CaseIterable {
    case made = "account-made"
    case pinChanged = "account-pin-changed"
    case revoked = "account-revoked"
    case expirySet = "account-expiry-set"
    /// The first supervisor of a station, from its credential.
    case installed = "account-installed"

    /// The code that stands in records.
    public var code: Code { Code(rawValue: rawValue) }
}
