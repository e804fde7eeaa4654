/// Finds frames among the bytes of a line.
///
/// It holds no more than one frame and looks at nothing before the check sum is right. Whatever came
/// before, the frame after the next zero is read.
public struct FrameReader: Sendable {
    /// The frame that was read last, without its check sum.
    public private(set) var frame = FrameBytes()

    /// How many bytes of the block are to come before its end, which stands for a zero.
    private var left = 0
    private var position = Position.between

    private enum Position {
        /// After a zero.
        case between
        /// In the frame.
        case inside
        /// In what is no frame, up to the next zero.
        case lost
    }

    /// Makes a reader at the beginning of a line.
    public init() {}

    /// Takes the next byte; what it completes, if it completes something.
    ///
    /// - Returns: whether there is a ``frame``, or why not; nothing within a frame.
    @inline(never)
    public mutating func take(_ byte: UInt8) -> FrameReading? {
        guard byte != 0 else { return finish() }
        switch position {
        case .lost:
            return nil
        case .between:
            frame = FrameBytes()
            position = .inside
            return begin(byte)
        case .inside where left == 0:
            guard !frame.isFull else { return lose() }
            frame.append(0 as UInt8)
            return begin(byte)
        case .inside:
            guard !frame.isFull else { return lose() }
            frame.append(byte)
            left -= 1
            return nil
        }
    }

    /// A block begins.
    @inline(never)
    private mutating func begin(_ code: UInt8) -> FrameReading? {
        guard code <= FrameBytes.capacity + 1 else { return lose() }
        left = Int(code) - 1
        return nil
    }

    private mutating func lose() -> FrameReading? {
        position = .lost
        return .refused(.tooLong)
    }

    private mutating func finish() -> FrameReading? {
        let was = position
        position = .between
        guard case .inside = was else { return nil }
        guard left == 0 else { return .refused(.brokenOff) }
        guard frame.count >= FrameBytes.headerLength + FrameBytes.checkLength else {
            return .refused(.tooShort)
        }
        guard frame.removeCheck() else { return .refused(.wrongCheck) }
        guard frame.version == PanelProtocolVersion.current else {
            return .refused(.unknownVersion)
        }
        return .frame
    }
}

/// What a reader found.
public enum FrameReading: Equatable, Sendable {
    /// A frame whose check sum is right: ``FrameReader/frame``.
    case frame
    /// Something that is no frame of ours.
    case refused(FrameRefusal)
}

/// Why something is no frame.
public enum FrameRefusal: UInt8, Equatable, Sendable {
    /// It is longer than any frame.
    case tooLong = 1
    /// It ends before it says it does.
    case brokenOff
    /// It is shorter than any frame.
    case tooShort
    /// Its check sum is not that of its bytes.
    case wrongCheck
    /// It is whole, but of another version.
    case unknownVersion
}
