import Crypto
import Testing

@testable import AgeFormat

/// Payloads that no vector has, made chunk by chunk with nonces of the tests' own.
@Suite struct PayloadStreamTests {
    private let key = SymmetricKey(size: .bits256)

    @Test func `an empty last chunk is refused, unless the whole payload is empty`() throws {
        let full = [UInt8](repeating: 7, count: 65_536)
        #expect(try open([chunk([], number: 0, isLast: true)]).isEmpty)
        #expect(try open([chunk(full, number: 0, isLast: true)]) == full)
        #expect(throws: AgeRefusal.payloadDamaged) {
            try open([
                chunk(full, number: 0, isLast: false), chunk([], number: 1, isLast: true),
            ])
        }
    }

    @Test func `a short chunk that is not the last is refused`() throws {
        let short = [UInt8](repeating: 7, count: 65_535)
        #expect(throws: AgeRefusal.payloadDamaged) {
            try open([
                chunk(short, number: 0, isLast: false), chunk([1], number: 1, isLast: true),
            ])
        }
    }

    @Test func `a chunk is bound to its number and to being the last`() throws {
        let full = [UInt8](repeating: 7, count: 65_536)
        let first = try chunk(full, number: 0, isLast: false)
        #expect(try open([first, chunk([1], number: 1, isLast: true)]).count == 65_537)
        for (number, isLast) in [(0, true), (2, true), (256, true), (1, false)] {
            let second = try chunk([1], number: number, isLast: isLast)
            #expect(throws: AgeRefusal.payloadDamaged) { try open([first, second]) }
        }
    }

    private func open(_ chunks: [[UInt8]]) throws -> [UInt8] {
        try PayloadStream.open(chunks.flatMap(\.self)[...], key: key)
    }

    private func chunk(_ plaintext: [UInt8], number: Int, isLast: Bool) throws -> [UInt8] {
        let nonce =
            [UInt8](repeating: 0, count: 9)
            + [UInt8(number >> 8), UInt8(number & 0xff), isLast ? 1 : 0]
        let box = try ChaChaPoly.seal(plaintext, using: key, nonce: .init(data: nonce))
        return Array(box.ciphertext + box.tag)
    }
}
