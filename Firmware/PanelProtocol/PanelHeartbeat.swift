/// A controller's sign of life.
public struct PanelHeartbeat: Equatable, Sendable {
    /// The number of the outputs that it shows.
    public var shown: UInt8
    /// Whether the relay is closed.
    public var isRelayClosed: Bool
    /// Whether it closed the relay by itself, because nobody heard a press.
    public var isRelayHeld: Bool
    /// Contacts that were closed too short to be a press, modulo 65,536.
    public var glitches: UInt16
    /// Frames that it refused, modulo 65,536.
    public var refusals: UInt16

    static let length = 6

    /// Makes a sign of life.
    public init(
        shown: UInt8,
        isRelayClosed: Bool,
        isRelayHeld: Bool,
        glitches: UInt16,
        refusals: UInt16
    ) {
        self.shown = shown
        self.isRelayClosed = isRelayClosed
        self.isRelayHeld = isRelayHeld
        self.glitches = glitches
        self.refusals = refusals
    }

    init?(_ bytes: FrameBytes, at index: Int) {
        let flags = bytes[index + 1]
        guard flags <= 3 else { return nil }
        shown = bytes[index]
        isRelayClosed = flags & 1 != 0
        isRelayHeld = flags & 2 != 0
        glitches = bytes.word(at: index + 2)
        refusals = bytes.word(at: index + 4)
    }

    func write(to bytes: inout FrameBytes) {
        bytes.append(shown)
        bytes.append((isRelayClosed ? 1 : 0) | (isRelayHeld ? 2 : 0) as UInt8)
        bytes.append(glitches)
        bytes.append(refusals)
    }
}
