import ControlProtocol
import Foundation
import MeldpostCore
import Testing

@testable import CentreLink

/// Whom the courier says that it talks with.
@Suite struct CourierIdentityTests {
    @Test func `the first certificate of the chain says when it ends`() throws {
        let good = CentreBench().endpoint(port: 1)
        let identity = try #require(good.identity)
        #expect(identity.centre == good.serverName)
        let now = UnixTime(milliseconds: Int64(TestAuthority.now.timeIntervalSince1970 * 1_000))
        #expect(identity.certificateEnd > now)
        let twice = good.certificateChain + good.certificateChain
        var doubled = good
        doubled.certificateChain = twice
        #expect(doubled.identity == identity)
        for junk in [[], Array("-----END CERTIFICATE-----".utf8), [0xFF]] as [[UInt8]] {
            doubled.certificateChain = junk
            #expect(doubled.identity == nil)
        }
    }

    @Test(arguments: ["", "a b", "\u{1b}[2J"])
    func `a frame with another name is refused`(name: String) throws {
        let bytes = [6] + [UInt8](repeating: 0, count: 8) + [UInt8(name.utf8.count)] + name.utf8
        #expect(throws: ControlRefusal.self) { try CourierFrame(decoding: bytes) }
        let good = [6] + [UInt8](repeating: 0, count: 8) + [2] + Array("ab".utf8)
        #expect(try CourierFrame(decoding: good).encoded() == good)
        #expect(throws: ControlRefusal.self) { try CourierFrame(decoding: good + [0]) }
        #expect(throws: ControlRefusal.self) { try CourierFrame(decoding: Array(good.dropLast())) }
    }
}
