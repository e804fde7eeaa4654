import PanelProtocol

/// One frame of each kind, with the bytes that stand in the catalogue.
enum Samples {
    static let hello = ControllerFrame.hello(
        PanelHello(
            firmware: FirmwareVersion(major: 1, minor: 0, patch: 0),
            boots: 3,
            cause: .watchdog,
            isFresh: false,
            kept: 1,
            state: PanelState(
                presses: 2,
                moves: 5,
                levels: [.normallyOpenConducts, .test]
            )
        )
    )
    static let state = ControllerFrame.state(
        number: 7,
        PanelState(presses: 2, moves: 6, levels: [.normallyClosedConducts, .firstLineRings])
    )
    static let key = ControllerFrame.key(number: 9, KeyMove(key: 11, isDown: true))
    static let heartbeat = ControllerFrame.heartbeat(
        PanelHeartbeat(
            shown: 4,
            isRelayClosed: true,
            isRelayHeld: true,
            glitches: 258,
            refusals: 0
        )
    )
    static let selfTested = ControllerFrame.selfTested(
        SelfTestResult(faults: .stack, stackUsed: 1_100)
    )
    static let introduce = StationFrame.introduce
    static let welcome = StationFrame.welcome(boots: 3)
    static let acknowledge = StationFrame.acknowledge(state: 7, key: 9)
    static let outputs = StationFrame.outputs(
        number: 4,
        PanelOutputs(
            heard: 2,
            kept: 1,
            relay: .closed,
            lamps: LampOrders(panic: .fast, desk: .double, ready: .on, fault: .blip)
        )
    )
    static let tone = StationFrame.tone(.error)
    static let selfTest = StationFrame.selfTest

    /// The session of the vectors.
    static let session: UInt16 = 0x5A01

    /// Name, bytes before the check sum, session.
    static let all: [(name: String, bytes: FrameBytes)] = [
        ("hello", hello.bytes(session: 0)),
        ("state", state.bytes(session: session)),
        ("key", key.bytes(session: session)),
        ("heartbeat", heartbeat.bytes(session: session)),
        ("self-tested", selfTested.bytes(session: session)),
        ("introduce", introduce.bytes(session: 0)),
        ("welcome", welcome.bytes(session: session)),
        ("acknowledge", acknowledge.bytes(session: session)),
        ("outputs", outputs.bytes(session: session)),
        ("tone", tone.bytes(session: session)),
        ("self-test", selfTest.bytes(session: session)),
    ]

    /// What goes over the line.
    static func wire(_ bytes: FrameBytes) -> [UInt8] {
        let wire = WireBytes(bytes)
        return (0..<wire.count).map { wire[$0] }
    }

    /// Reads bytes; the frames that are in them, and why others are not.
    static func read(_ bytes: [UInt8]) -> (frames: [FrameBytes], refusals: [FrameRefusal]) {
        var reader = FrameReader()
        var frames: [FrameBytes] = []
        var refusals: [FrameRefusal] = []
        for byte in bytes {
            switch reader.take(byte) {
            case nil: break
            case .frame: frames.append(reader.frame)
            case .refused(let refusal): refusals.append(refusal)
            }
        }
        return (frames, refusals)
    }

    /// Writes a frame back that one of the two sides understands.
    static func rewritten(_ bytes: FrameBytes) -> FrameBytes? {
        ControllerFrame(bytes)?.bytes(session: bytes.session)
            ?? StationFrame(bytes)?.bytes(session: bytes.session)
    }
}
