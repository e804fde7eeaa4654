public import MeldpostCore

/// What station and courier say to each other; one frame is one packet of the courier socket.
///
/// The courier sees cells and numbers. Nothing in a frame says what a cell carries, and every cell
/// has the same length (P3, P9).
///
/// ```
/// struct { uint8 kind; … } Frame;                       // big-endian, RFC 8446 section 3
/// order    = 1: uint64 number; uint8 lane; int64 time; uint8 is_confirmed; opaque cell[1024];
/// attached = 2: uint8 version;
/// sent     = 3: uint64 number;
/// answered = 4: uint64 number; opaque cell[1024];
/// failed   = 5: uint64 number; uint8 fault;
/// identity = 6: int64 certificate_end; opaque centre<1..253>;
/// ```
public enum CourierFrame: Hashable, Sendable {
    /// Station to courier: send this cell.
    ///
    /// `confirmedTimeMilliseconds` is the lower bound of the time, in Unix time; the dates of
    /// certificates are checked against it (DESIGN 11).
    case order(
        number: UInt64,
        lane: ExchangeLane,
        confirmedTimeMilliseconds: Int64,
        isTimeConfirmed: Bool,
        cell: [UInt8]
    )

    /// Courier to station: the courier is there, and speaks this version.
    case attached(version: UInt8)

    /// Courier to station: the bytes of the cell were given to the network.
    case sent(number: UInt64)

    /// Courier to station: the cell that came down.
    case answered(number: UInt64, cell: [UInt8])

    /// Courier to station: no answer will come.
    case failed(number: UInt64, CourierFault)

    /// Courier to station: whom it talks with, and when its certificate ends.
    case identity(CourierIdentity)

    /// The version that this code speaks.
    public static let version: UInt8 = 2

    /// The length of a cell, up or down, in bytes (DESIGN 11).
    public static let cellLength = 1_024

    /// The longest frame, in bytes: an order.
    public static let length = 1 + 8 + 1 + 8 + 1 + cellLength

    private enum Kind: UInt8 {
        case order = 1
        case attached
        case sent
        case answered
        case failed
        case identity
    }

    /// Reads a frame.
    ///
    /// - Parameter bytes: one packet.
    /// - Throws: a refusal of whatever ``encoded()`` does not make.
    public init(decoding bytes: [UInt8]) throws(ControlRefusal) {
        guard let first = bytes.first else { throw .length }
        guard let kind = Kind(rawValue: first) else { throw .unknownKind }
        var reader = FrameReader(bytes.dropFirst())
        switch kind {
        case .order:
            let number = try reader.unsigned64()
            guard let lane = ExchangeLane(rawValue: try reader.byte()) else { throw .unknownValue }
            let time = Int64(bitPattern: try reader.unsigned64())
            let flag = try reader.byte()
            guard flag <= 1 else { throw .unknownValue }
            self = .order(
                number: number,
                lane: lane,
                confirmedTimeMilliseconds: time,
                isTimeConfirmed: flag == 1,
                cell: try reader.bytes(Self.cellLength)
            )
        case .attached:
            self = .attached(version: try reader.byte())
        case .sent:
            self = .sent(number: try reader.unsigned64())
        case .answered:
            let number = try reader.unsigned64()
            self = .answered(number: number, cell: try reader.bytes(Self.cellLength))
        case .failed:
            let number = try reader.unsigned64()
            guard let fault = CourierFault(rawValue: try reader.byte()) else { throw .unknownValue }
            self = .failed(number: number, fault)
        case .identity:
            let end = UnixTime(milliseconds: Int64(bitPattern: try reader.unsigned64()))
            let name = try reader.bytes(Int(try reader.byte()))
            guard let text = String(validating: name, as: UTF8.self),
                let identity = CourierIdentity(centre: text, certificateEnd: end)
            else { throw .unknownValue }
            self = .identity(identity)
        }
        guard reader.isAtEnd else { throw .length }
    }

    /// The bytes of the frame.
    public func encoded() -> [UInt8] {
        switch self {
        case .order(let number, let lane, let time, let isConfirmed, let cell):
            [Kind.order.rawValue] + Self.bytes(number) + [lane.rawValue]
                + Self.bytes(UInt64(bitPattern: time)) + [isConfirmed ? 1 : 0] + Self.checked(cell)
        case .attached(let version):
            [Kind.attached.rawValue, version]
        case .sent(let number):
            [Kind.sent.rawValue] + Self.bytes(number)
        case .answered(let number, let cell):
            [Kind.answered.rawValue] + Self.bytes(number) + Self.checked(cell)
        case .failed(let number, let fault):
            [Kind.failed.rawValue] + Self.bytes(number) + [fault.rawValue]
        case .identity(let identity):
            [Kind.identity.rawValue]
                + Self.bytes(UInt64(bitPattern: identity.certificateEnd.milliseconds))
                + [UInt8(identity.centre.utf8.count)] + Array(identity.centre.utf8)
        }
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func checked(_ cell: [UInt8]) -> [UInt8] {
        precondition(cell.count == cellLength, "a cell always has the same length (P9)")
        return cell
    }
}
