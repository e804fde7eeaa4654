/// What `meldpostctl` begins a conversation with: more than one answer follows.
///
/// ```
/// {"command":"self-test","isAttended":true,"movesRelay":false,"parts":["keys"],"version":1}
/// {"command":"watch-panel","version":1}
/// ```
///
/// Only these very bytes are taken, with the members in this order and no other: what decodes encodes to
/// the same bytes.
public enum ServiceRequest: Hashable, Sendable {
    /// A self-test; all parts where none is named.
    case selfTest(parts: [BoxPart], isAttended: Bool, movesRelay: Bool)
    /// What happens at the panel, without which key.
    case watchPanel

    /// The version that this code speaks.
    public static let version = 1

    private enum Command: String, Codable {
        case selfTest = "self-test"
        case watchPanel = "watch-panel"
    }

    private struct Document: Codable {
        var version = ServiceRequest.version
        var command: Command
        var parts: [BoxPart]?
        var isAttended: Bool?
        var movesRelay: Bool?
    }

    /// Reads a request.
    ///
    /// - Parameter bytes: one packet.
    /// - Throws: a refusal of whatever ``encoded()`` does not make.
    public init(decoding bytes: [UInt8]) throws(ControlRefusal) {
        let document = try ControlJSON.decode(Document.self, version: Self.version, from: bytes)
        switch document.command {
        case .selfTest:
            guard let parts = document.parts, let isAttended = document.isAttended,
                let movesRelay = document.movesRelay, Set(parts).count == parts.count
            else { throw .malformed }
            self = .selfTest(parts: parts, isAttended: isAttended, movesRelay: movesRelay)
        case .watchPanel:
            self = .watchPanel
        }
        guard try encoded() == bytes else { throw .malformed }
    }

    /// The bytes of the request.
    public func encoded() throws(ControlRefusal) -> [UInt8] {
        switch self {
        case .selfTest(let parts, let isAttended, let movesRelay):
            try ControlJSON.encode(
                Document(
                    command: .selfTest,
                    parts: parts,
                    isAttended: isAttended,
                    movesRelay: movesRelay
                )
            )
        case .watchPanel:
            try ControlJSON.encode(Document(command: .watchPanel))
        }
    }
}

/// A part of the box that can be tested by itself.
public enum BoxPart: String, Codable, Hashable, Sendable, CaseIterable {
    case keys
    case handset
    case deskKeys = "desk-keys"
    case deskHandset = "desk-handset"
    case lamps
    case buzzer
    case relay
    case voice
    case deskVoice = "desk-voice"
    case panic
    case lines
    case panel
    case courier
    case clock
    case disk
    case writes
}
