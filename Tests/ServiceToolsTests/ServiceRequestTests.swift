import ControlProtocol
import ProgramKit
import Testing

/// What crosses the control socket in a conversation that lasts.
@Suite struct ServiceRequestTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `requests and replies are these bytes`() throws {
        #expect(
            try ServiceRequest.selfTest(parts: [.keys, .disk], isAttended: true, movesRelay: false)
                .encoded()
                == bytes(
                    #"{"command":"self-test","isAttended":true,"movesRelay":false,"#
                        + #""parts":["keys","disk"],"version":1}"#
                )
        )
        let watch = bytes(#"{"command":"watch-panel","version":1}"#)
        #expect(try ServiceRequest.watchPanel.encoded() == watch)
        #expect(try TestReply(.again).encoded() == bytes(#"{"answer":"again","version":1}"#))
        #expect(
            try PanelNotice(.deskKey, tenths: 12).encoded()
                == bytes(#"{"count":0,"kind":"desk-key","tenths":12,"version":1}"#)
        )
    }

    @Test func `what is written is read`() throws {
        for parts in [[], [.writes], BoxPart.allCases] as [[BoxPart]] {
            for (isAttended, movesRelay) in [(true, true), (false, true), (true, false)] {
                let request = ServiceRequest.selfTest(
                    parts: parts,
                    isAttended: isAttended,
                    movesRelay: movesRelay
                )
                #expect(try ServiceRequest(decoding: request.encoded()) == request)
            }
        }
        #expect(try ServiceRequest(decoding: ServiceRequest.watchPanel.encoded()) == .watchPanel)
        for answer in TestReply.Answer.allCases {
            #expect(try TestReply(decoding: TestReply(answer).encoded()) == TestReply(answer))
        }
        for kind in PanelNotice.Kind.allCases {
            let notice = PanelNotice(kind, tenths: 36_000, count: 7)
            #expect(try PanelNotice(decoding: notice.encoded()) == notice)
        }
    }

    /// Broken once: without the comparison of the bytes, the first six are taken.
    @Test(arguments: [
        #"{"command":"watch-panel", "version":1}"#,
        #"{"version":1,"command":"watch-panel"}"#,
        #"{"command":"watch-panel","key":5,"version":1}"#,
        #"{"command":"watch-panel","isAttended":true,"version":1}"#,
        #"{"command":"watch-panel","version":1}"# + "\n",
        #"{"command":"watch-panel","command":"watch-panel","version":1}"#,
        #"{"command":"watch-keys","version":1}"#,
        #"{"command":"watch-panel","version":2}"#,
        #"{"command":"self-test","version":1}"#,
        #"{"command":"self-test","isAttended":1,"movesRelay":false,"parts":[],"version":1}"#,
        #"{"command":"self-test","isAttended":true,"movesRelay":false,"parts":["door"],"version":1}"#,
        #"{"command":"self-test","isAttended":true,"movesRelay":false,"parts":["keys","keys"],"version":1}"#,
        #"{"command":"status","version":1}"#, "", "{}", "[]", "\u{0}",
    ])
    func `a request that is not written so is refused`(text: String) {
        #expect(throws: ControlRefusal.self) { try ServiceRequest(decoding: bytes(text)) }
    }

    @Test(arguments: [
        #"{"answer":"7","version":1}"#, #"{"answer":"yes","key":7,"version":1}"#,
        #"{"answer":"yes","version":1} "#, #"{"version":1}"#,
    ])
    func `a reply holds an answer and nothing else`(text: String) {
        #expect(throws: ControlRefusal.self) { try TestReply(decoding: bytes(text)) }
    }

    @Test(arguments: [
        #"{"code":"x","kind":"found","version":1,"words":"w"}"#,
        #"{"code":"x","kind":"ended","version":1,"words":"w"}"#,
        #"{"code":"x","kind":"pressed","version":1,"words":"w"}"#,
    ])
    func `a notice without what it is about is refused`(text: String) {
        #expect(throws: ControlRefusal.self) { try TestNotice(decoding: bytes(text)) }
        #expect(throws: ControlRefusal.self) {
            try PanelNotice(decoding: bytes(#"{"count":0,"kind":"key","tenths":-1,"version":1}"#))
        }
    }

    @Test func `no fail case of the fuzzer breaks a reader of packets`() throws {
        let cases = try FailCases.of("service-packet")
        #expect(!cases.isEmpty)
        for (name, bytes) in cases {
            #expect((try? ServiceRequest(decoding: bytes).encoded()) ?? bytes == bytes, "\(name)")
            #expect((try? TestReply(decoding: bytes).encoded()) ?? bytes == bytes, "\(name)")
            #expect((try? TestNotice(decoding: bytes).encoded()) ?? bytes == bytes, "\(name)")
            #expect((try? PanelNotice(decoding: bytes).encoded()) ?? bytes == bytes, "\(name)")
        }
    }
}
