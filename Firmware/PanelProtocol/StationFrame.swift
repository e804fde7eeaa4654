/// What a station says to its panel controller.
public enum StationFrame: Equatable, Sendable {
    /// Who are you?
    case introduce
    /// The controller that has started so often is known; the session of this frame begins.
    case welcome(boots: UInt16)
    /// The state and the key with these numbers have come.
    case acknowledge(state: UInt16, key: UInt8)
    /// What to show; also the station's sign of life.
    case outputs(number: UInt8, PanelOutputs)
    /// A tone.
    case tone(PanelTone)
    /// Is everything well?
    case selfTest

    private enum Kind {
        static let introduce: UInt8 = 0x81
        static let welcome: UInt8 = 0x82
        static let acknowledge: UInt8 = 0x83
        static let outputs: UInt8 = 0x84
        static let tone: UInt8 = 0x85
        static let selfTest: UInt8 = 0x86
    }

    /// Reads a frame; nothing where the kind, the length or a value is not one of this version.
    public init?(_ bytes: FrameBytes) {
        let body = FrameBytes.headerLength
        switch (bytes.kind, bytes.bodyCount) {
        case (Kind.introduce, 0): self = .introduce
        case (Kind.welcome, 2): self = .welcome(boots: bytes.word(at: body))
        case (Kind.acknowledge, 3):
            self = .acknowledge(state: bytes.word(at: body), key: bytes[body + 2])
        case (Kind.outputs, 1 + PanelOutputs.length):
            guard let outputs = PanelOutputs(bytes, at: body + 1) else { return nil }
            self = .outputs(number: bytes[body], outputs)
        case (Kind.tone, 1):
            guard let tone = PanelTone(rawValue: bytes[body]) else { return nil }
            self = .tone(tone)
        case (Kind.selfTest, 0): self = .selfTest
        default: return nil
        }
    }

    /// The bytes of the frame in `session`, without the check sum.
    public func bytes(session: UInt16) -> FrameBytes {
        switch self {
        case .introduce:
            return FrameBytes(kind: Kind.introduce, session: session)
        case .welcome(let boots):
            var bytes = FrameBytes(kind: Kind.welcome, session: session)
            bytes.append(boots)
            return bytes
        case .acknowledge(let state, let key):
            var bytes = FrameBytes(kind: Kind.acknowledge, session: session)
            bytes.append(state)
            bytes.append(key)
            return bytes
        case .outputs(let number, let outputs):
            var bytes = FrameBytes(kind: Kind.outputs, session: session)
            bytes.append(number)
            outputs.write(to: &bytes)
            return bytes
        case .tone(let tone):
            var bytes = FrameBytes(kind: Kind.tone, session: session)
            bytes.append(tone.rawValue)
            return bytes
        case .selfTest:
            return FrameBytes(kind: Kind.selfTest, session: session)
        }
    }
}

/// What the buzzer gives; the same for all keys, because a tone per digit could be recorded.
public enum PanelTone: UInt8, Equatable, Sendable {
    /// A key was taken.
    case key = 1
    /// A key was refused.
    case error
}
