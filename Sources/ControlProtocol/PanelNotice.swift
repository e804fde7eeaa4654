/// What happened at the panel, for a technician who watches: by kind, and never which key (P8).
public struct PanelNotice: Codable, Hashable, Sendable {
    /// What can happen.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// The station begins to tell; with the number of seconds after which it stops.
        case watching
        /// A key of the kiosk went down while nobody is served.
        case key
        /// A key of the desk went down while nobody is served.
        case deskKey = "desk-key"
        /// Somebody is served: no key is told from here on.
        case keysHidden = "keys-hidden"
        /// Nobody is served any more: that there was a key is told again.
        case keysTold = "keys-told"
        case handsetLifted = "handset-lifted"
        case handsetDown = "handset-down"
        case deskHandsetLifted = "desk-handset-lifted"
        case deskHandsetDown = "desk-handset-down"
        /// The contacts of the panic button were read: the button is up.
        case panicUp = "panic-up"
        /// The contacts of the panic button were read: the button is down.
        case panicDown = "panic-down"
        /// The contacts of the panic button disagree.
        case panicOdd = "panic-odd"
        case reset
        case testOn = "test-on"
        case testOff = "test-off"
        case firstLineRings = "line-1-rings"
        case firstLineQuiet = "line-1-quiet"
        case firstLineUp = "line-1-up"
        case firstLineDown = "line-1-down"
        case secondLineRings = "line-2-rings"
        case secondLineQuiet = "line-2-quiet"
        case secondLineUp = "line-2-up"
        case secondLineDown = "line-2-down"
        /// A fault of panel or line came up or went away; ``PanelNotice/count`` is 1 or 0.
        case panelFault = "panel-fault"
        /// So many events were not told, because they were not read in time.
        case notTold = "not-told"
        /// The time is over; nothing follows.
        case over
        /// Others watch already; nothing follows.
        case busy
    }

    /// The version of the conversation.
    public let version: Int

    /// What happened.
    public let kind: Kind

    /// When, in tenths of a second since the station began to tell.
    public let tenths: Int

    /// A number that belongs to it, or zero.
    public let count: Int

    /// Makes a notice.
    public init(_ kind: Kind, tenths: Int, count: Int = 0) {
        version = ServiceRequest.version
        self.kind = kind
        self.tenths = tenths
        self.count = count
    }

    /// Reads a notice.
    public init(decoding bytes: [UInt8]) throws(ControlRefusal) {
        self = try ControlJSON.decode(Self.self, version: ServiceRequest.version, from: bytes)
        guard tenths >= 0, count >= 0, try encoded() == bytes else { throw .malformed }
    }

    /// The bytes of the notice.
    public func encoded() throws(ControlRefusal) -> [UInt8] {
        try ControlJSON.encode(self)
    }
}
