/// A telephone line of the hotline, as a panel numbers them.
public enum TelephoneLine: UInt8, Hashable, Sendable, CaseIterable {
    case first = 1
    case second
}

/// What a ``CallID`` names: one call on one line.
public enum Call {}

/// The name of a call: random, so that it says neither when the call was nor who called (R19).
public typealias CallID = RandomID<Call>

extension RandomID {
    /// The name in 32 lower-case hexadecimal digits, as it stands in records.
    public var hexadecimal: String { bytes.hexadecimal }
}
