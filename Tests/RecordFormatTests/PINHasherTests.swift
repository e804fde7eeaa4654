import Foundation
import Testing

@testable import MeldpostCore
@testable import RecordFormat

/// What is kept of a PIN opens for it, and for it under duress, and for nothing else.
@Suite struct PINHasherTests {
    private let hasher = PINHasher(key: SigningKey())

    private func check(_ digits: [UInt8], _ verifier: PINVerifier?) -> PINVerdict {
        hasher.verdict(of: PINCheck(number: 1, verifier: verifier, pin: KeyedPIN(digits)))
    }

    @Test func `the PIN is right, the last digit plus one is duress, and the rest is wrong`() throws
    {
        let verifier = try #require(hasher.verifier(of: KeyedPIN([1, 3, 5, 7, 9, 9])))
        #expect(check([1, 3, 5, 7, 9, 9], verifier) == .right)
        #expect(check([1, 3, 5, 7, 9, 0], verifier) == .duress)
        #expect(check([1, 3, 5, 7, 9, 8], verifier) == .wrong)
        #expect(check([1, 3, 5, 7, 9, 9], nil) == .wrong)
    }

    @Test func `another station's key, and another salt, make another hash`() throws {
        let pin = KeyedPIN([2, 4, 6, 8, 1, 3])
        let verifier = try #require(hasher.verifier(of: pin))
        let other = PINHasher(key: SigningKey())
        #expect(
            other.verdict(of: PINCheck(number: 1, verifier: verifier, pin: pin)) == .wrong
        )
        #expect(hasher.verifier(of: pin)?.hash != verifier.hash)
    }

    @Test func `the credential of a supervisor is read as it was written, and nothing else is`()
        throws
    {
        let verifier = try #require(
            PINVerifier(
                salt: Array(repeating: 1, count: 16),
                hash: Array(repeating: 2, count: 32)
            )
        )
        let account = WorkerAccount(number: 417, verifier: verifier, isSupervisor: true)
        let bytes = SupervisorCredential.encode(account)
        #expect(bytes.count == SupervisorCredential.length)
        #expect(SupervisorCredential.decode(bytes) == account)
        #expect(SupervisorCredential.decode(Array(bytes.dropLast())) == nil)
        #expect(SupervisorCredential.decode([0x30] + bytes.dropFirst()) == nil)
        #expect(SupervisorCredential.decode([0xFF] + bytes.dropFirst()) == nil)
    }
}
