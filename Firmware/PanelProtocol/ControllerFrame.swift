/// What a controller says.
public enum ControllerFrame: Equatable, Sendable {
    /// Who it is; until it is welcomed.
    case hello(PanelHello)
    /// All that lasts; until it is acknowledged.
    case state(number: UInt16, PanelState)
    /// A key; until it is acknowledged.
    case key(number: UInt8, KeyMove)
    /// A sign of life, and what it shows.
    case heartbeat(PanelHeartbeat)
    /// What the self-test found.
    case selfTested(SelfTestResult)

    private enum Kind {
        static let hello: UInt8 = 0x01
        static let state: UInt8 = 0x02
        static let key: UInt8 = 0x03
        static let heartbeat: UInt8 = 0x04
        static let selfTested: UInt8 = 0x05
    }

    /// Reads a frame; nothing where the kind, the length or a value is not one of this version.
    public init?(_ bytes: FrameBytes) {
        let body = FrameBytes.headerLength
        switch (bytes.kind, bytes.bodyCount) {
        case (Kind.hello, PanelHello.length):
            guard let hello = PanelHello(bytes, at: body) else { return nil }
            self = .hello(hello)
        case (Kind.state, 2 + PanelState.length):
            guard let state = PanelState(bytes, at: body + 2) else { return nil }
            self = .state(number: bytes.word(at: body), state)
        case (Kind.key, 2):
            guard let move = KeyMove(code: bytes[body + 1]) else { return nil }
            self = .key(number: bytes[body], move)
        case (Kind.heartbeat, PanelHeartbeat.length):
            guard let heartbeat = PanelHeartbeat(bytes, at: body) else { return nil }
            self = .heartbeat(heartbeat)
        case (Kind.selfTested, SelfTestResult.length):
            guard let result = SelfTestResult(bytes, at: body) else { return nil }
            self = .selfTested(result)
        default:
            return nil
        }
    }

    /// The bytes of the frame in `session`, without the check sum.
    public func bytes(session: UInt16) -> FrameBytes {
        switch self {
        case .hello(let hello):
            var bytes = FrameBytes(kind: Kind.hello, session: session)
            hello.write(to: &bytes)
            return bytes
        case .state(let number, let state):
            var bytes = FrameBytes(kind: Kind.state, session: session)
            bytes.append(number)
            state.write(to: &bytes)
            return bytes
        case .key(let number, let move):
            var bytes = FrameBytes(kind: Kind.key, session: session)
            bytes.append(number)
            bytes.append(move.code)
            return bytes
        case .heartbeat(let heartbeat):
            var bytes = FrameBytes(kind: Kind.heartbeat, session: session)
            heartbeat.write(to: &bytes)
            return bytes
        case .selfTested(let result):
            var bytes = FrameBytes(kind: Kind.selfTested, session: session)
            result.write(to: &bytes)
            return bytes
        }
    }
}
