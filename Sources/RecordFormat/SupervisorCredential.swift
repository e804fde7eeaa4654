public import MeldpostCore

/// The account of the first supervisor in bytes: three digits, a salt and a hash.
public enum SupervisorCredential {
    private static let numberLength = 3

    /// How many bytes it has.
    public static let length = numberLength + PINVerifier.saltLength + PINVerifier.hashLength

    /// Reads an account, or gives `nil` where the bytes are none.
    public static func decode(_ bytes: [UInt8]) -> WorkerAccount? {
        let rest = bytes.dropFirst(numberLength)
        guard let text = String(validating: bytes.prefix(numberLength), as: UTF8.self),
            let number = Int(text), WorkerAccount.numbers.contains(number),
            let verifier = PINVerifier(
                salt: Array(rest.prefix(PINVerifier.saltLength)),
                hash: Array(rest.dropFirst(PINVerifier.saltLength))
            )
        else { return nil }
        return WorkerAccount(number: number, verifier: verifier, isSupervisor: true)
    }

    /// The bytes of an account.
    public static func encode(_ account: WorkerAccount) -> [UInt8] {
        Array("\(account.number)".utf8) + account.verifier.salt + account.verifier.hash
    }
}
