import AgeFormat
import Testing

@Suite struct MalleabilityTests {
    @Test func `F47 every flipped bit of a file for two X25519 recipients is refused`() throws {
        let identities = [AgeIdentity.makeX25519(), .makeX25519()]
        let file = try AgeFile.seal([1, 2, 3, 4, 5], to: identities.map(\.recipient))
        for position in file.indices {
            for bit in 0..<8 {
                var changed = file
                changed[position] ^= 1 << UInt8(bit)
                expectRefused(changed, identities, "bit \(bit) of byte \(position)")
            }
        }
    }

    @Test func `F47 a flipped bit in every byte of a hybrid file is refused`() throws {
        let identity = AgeIdentity.makeHybrid()
        let file = try AgeFile.seal([1, 2, 3, 4, 5], to: [identity.recipient])
        for position in file.indices {
            var changed = file
            changed[position] ^= 1 << UInt8(position % 8)
            expectRefused(changed, [identity], "byte \(position)")
        }
    }

    @Test func `F47 a flipped bit in every byte of a file with a passphrase is refused`() throws {
        let file = try AgeFile.seal([1, 2, 3], passphrase: [7], workFactor: 10)
        for position in file.indices {
            var changed = file
            changed[position] ^= 1 << UInt8(position % 8)
            #expect(throws: AgeRefusal.self, "byte \(position)") {
                try AgeFile.open(changed, passphrase: [7])
            }
        }
    }

    @Test(arguments: [AgeIdentity.makeX25519(), .makeHybrid()])
    func `a file cut off at any length is refused`(identity: AgeIdentity) throws {
        let file = try AgeFile.seal([1, 2, 3, 4, 5], to: [identity.recipient])
        for length in file.indices {
            expectRefused(Array(file[..<length]), [identity], "length \(length)")
        }
        #expect(try AgeFile.open(file, with: [identity]) == [1, 2, 3, 4, 5])
    }

    @Test func `a long file cut off around the ends of its chunks is refused`() throws {
        let identity = AgeIdentity.makeX25519()
        let file = try AgeFile.seal(randomBytes(131_072), to: [identity.recipient])
        let payload = file.count - 2 * 65_552
        for end in [payload, payload + 16, payload + 65_552, payload + 65_568, file.count] {
            for length in (end - 2)...min(end + 2, file.count - 1) {
                expectRefused(Array(file[..<length]), [identity], "length \(length)")
            }
        }
    }

    @Test func `a byte put in or taken out anywhere is refused`() throws {
        let identity = AgeIdentity.makeX25519()
        let file = try AgeFile.seal([1, 2, 3, 4, 5], to: [identity.recipient])
        for position in file.indices {
            for byte in Array(" \r\n=A".utf8) + [0] {
                var longer = file
                longer.insert(byte, at: position)
                expectRefused(longer, [identity], "byte \(byte) at \(position)")
            }
            var shorter = file
            shorter.remove(at: position)
            expectRefused(shorter, [identity], "without \(position)")
        }
        expectRefused(file + [0], [identity], "one byte more")
        expectRefused([0] + file, [identity], "one byte before")
    }

    @Test func `chunks that change places, repeat or lack are refused`() throws {
        let identity = AgeIdentity.makeX25519()
        let file = try AgeFile.seal(randomBytes(3 * 65_536), to: [identity.recipient])
        let start = file.count - 3 * 65_552
        let head = Array(file[..<start])
        let chunks = (0..<3).map { Array(file[(start + $0 * 65_552)...].prefix(65_552)) }
        #expect(try AgeFile.open(head + chunks.flatMap(\.self), with: [identity]).count == 196_608)
        for order in [
            [1, 0, 2], [0, 2, 1], [0, 2], [0, 1], [2], [0, 0, 1, 2], [0, 1, 2, 2], [],
        ] {
            let changed = head + order.flatMap { chunks[$0] }
            #expect(throws: AgeRefusal.payloadDamaged, "order \(order)") {
                try AgeFile.open(changed, with: [identity])
            }
        }
    }

    private func expectRefused(
        _ file: [UInt8],
        _ identities: [AgeIdentity],
        _ comment: @autoclosure () -> String
    ) {
        do throws(AgeRefusal) {
            _ = try AgeFile.open(file, with: identities)
            Issue.record("opened with \(comment())")
        } catch {
            // Refused, as it must be; which refusal depends on the byte.
        }
    }
}
