import Testing

@testable import AgeFormat

@Suite struct PassphraseTests {
    private static let passphrase = Array("correct horse".utf8)

    @Test func `what is sealed with a passphrase opens with it and with no other`() throws {
        let file = try AgeFile.seal([1, 2, 3], passphrase: Self.passphrase, workFactor: 10)
        #expect(try AgeFile.open(file, passphrase: Self.passphrase) == [1, 2, 3])
        #expect(throws: AgeRefusal.noMatch) {
            try AgeFile.open(file, passphrase: Array("correct".utf8))
        }
        #expect(throws: AgeRefusal.passphraseNeeded) {
            try AgeFile.open(file, with: [.makeX25519()])
        }
    }

    @Test func `the work factor is 16 unless one is given, and is written in the file`() throws {
        let file = try AgeFile.seal([], passphrase: Self.passphrase)
        var reader = HeaderReader(file)
        #expect(try reader.read().stanzas.map(\.arguments[2]) == ["16"])
        #expect(try AgeFile.open(file, passphrase: Self.passphrase).isEmpty)
    }

    @Test func `an empty passphrase is refused both ways`() throws {
        #expect(throws: AgeRefusal.passphraseEmpty) { try AgeFile.seal([1], passphrase: []) }
        let file = try AgeFile.seal([1], passphrase: Self.passphrase, workFactor: 10)
        #expect(throws: AgeRefusal.passphraseEmpty) { try AgeFile.open(file, passphrase: []) }
    }

    @Test(arguments: [Int.min, -1, 0, 1, 9, 21, 22, 63, 64, Int.max])
    func `a work factor outside the range is not written`(workFactor: Int) {
        #expect(throws: AgeRefusal.workFactorRefused) {
            try AgeFile.seal([1], passphrase: Self.passphrase, workFactor: workFactor)
        }
    }

    @Test(arguments: ["21", "22", "63", "64", "18446744073709551617"])
    func `a work factor that takes too much memory is refused before any is taken`(
        factor: String
    ) throws {
        let stanza = Stanza(
            arguments: ["scrypt", "rF0/NwblUHHTpgQgRpe5CQ", factor],
            body: [UInt8](repeating: 0, count: 32)
        )
        #expect(throws: AgeRefusal.workFactorRefused) { try ScryptStanza(parsing: stanza) }
    }
}
