import ControlProtocol
import MeldpostCore
import ProgramKit
import Testing

@Suite struct CourierFrameTests {
    private static let cell = (0..<1_024).map { UInt8(truncatingIfNeeded: $0 * 7) }

    private static let frames: [CourierFrame] =
        [
            .order(
                number: 0x0102_0304_0506_0708,
                lane: .pace,
                confirmedTimeMilliseconds: -1,
                isTimeConfirmed: false,
                cell: cell
            ),
            .order(
                number: .max,
                lane: .panic,
                confirmedTimeMilliseconds: 1_795_000_000_000,
                isTimeConfirmed: true,
                cell: cell
            ),
            .identity(
                CourierIdentity(
                    centre: "a-1.example",
                    certificateEnd: UnixTime(milliseconds: .max)
                ).unsafelyUnwrapped
            ),
            .attached(version: 1), .attached(version: 255), .sent(number: 0), .sent(number: .max),
            .answered(number: 7, cell: cell),
        ] + CourierFault.allCases.map { .failed(number: 9, $0) }

    @Test func `what is encoded is decoded`() throws {
        for frame in Self.frames {
            #expect(try CourierFrame(decoding: frame.encoded()) == frame)
            #expect(frame.encoded().count <= CourierFrame.length)
        }
    }

    @Test func `an order and an answer do not tell by their length what they carry`() {
        #expect(Self.frames[0].encoded().count == CourierFrame.length)
        #expect(Self.frames[1].encoded().count == CourierFrame.length)
    }

    @Test func `the bytes of a frame stay as they are written down`() {
        #expect(CourierFrame.attached(version: 1).encoded() == [2, 1])
        #expect(CourierFrame.sent(number: 258).encoded() == [3, 0, 0, 0, 0, 0, 0, 1, 2])
        #expect(
            CourierFrame.failed(number: 1, .timedOut).encoded() == [5, 0, 0, 0, 0, 0, 0, 0, 1, 8]
        )
        let order = Self.frames[0].encoded()
        let head: [UInt8] =
            [1, 1, 2, 3, 4, 5, 6, 7, 8, 0] + [UInt8](repeating: 255, count: 8) + [0]
        #expect(Array(order.prefix(19)) == head)
    }

    @Test func `every shorter and every longer frame is refused`() {
        for frame in Self.frames {
            let bytes = frame.encoded()
            for count in 0..<bytes.count {
                #expect(throws: ControlRefusal.length) {
                    try CourierFrame(decoding: Array(bytes.prefix(count)))
                }
            }
            #expect(throws: ControlRefusal.length) { try CourierFrame(decoding: bytes + [0]) }
        }
    }

    @Test func `whatever is decoded encodes to the same bytes`() {
        // Every value of every byte before the cell; the cell itself is opaque.
        for frame in Self.frames {
            let bytes = frame.encoded()
            for place in 0..<min(bytes.count, 20) {
                for value in UInt8.min...UInt8.max {
                    var changed = bytes
                    changed[place] = value
                    guard let decoded = try? CourierFrame(decoding: changed) else { continue }
                    #expect(decoded.encoded() == changed)
                }
            }
        }
    }

    @Test func `numbers that stand for nothing are refused`() {
        for kind in [0, 7, 255] as [UInt8] {
            #expect(throws: ControlRefusal.unknownKind) { try CourierFrame(decoding: [kind, 1]) }
        }
        for (place, value) in [(9, 2), (18, 2)] as [(Int, UInt8)] {
            var bytes = Self.frames[0].encoded()
            bytes[place] = value
            #expect(throws: ControlRefusal.unknownValue) { try CourierFrame(decoding: bytes) }
        }
        for fault in [0, 10, 255] as [UInt8] {
            #expect(throws: ControlRefusal.unknownValue) {
                try CourierFrame(decoding: [5, 0, 0, 0, 0, 0, 0, 0, 1, fault])
            }
        }
    }

    @Test func `no fail case of the fuzzer breaks the reader of frames`() throws {
        let cases = try FailCases.of("courier-frame")
        #expect(!cases.isEmpty)
        for (name, bytes) in cases {
            _ = try? StatusRequest(decoding: bytes)
            _ = try? StatusReport(decoding: bytes)
            guard let frame = try? CourierFrame(decoding: bytes) else { continue }
            #expect(frame.encoded() == bytes, "\(name)")
        }
    }
}
