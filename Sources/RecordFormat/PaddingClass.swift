public import MeldpostCore

/// To which length a payload is filled before it is sealed (P9).
///
/// Source: DESIGN 5.4. Three lengths do not tell what a record is about, nor whether it names
/// who reported.
public enum PaddingClass: Hashable, Sendable, CaseIterable {
    /// 4 KiB, for what the box or a worker writes and that names nobody.
    case small
    /// 16 KiB, for visits, calls, sign-ins and addenda: it holds a source block.
    case visit
    /// 64 KiB, for what does not fit its own class.
    case overflow

    /// The length, in bytes.
    public var length: Int {
        switch self {
        case .small: 4 * 1_024
        case .visit: 16 * 1_024
        case .overflow: 64 * 1_024
        }
    }

    /// The class of a kind of record.
    public static func of(_ kind: RecordKind) -> PaddingClass {
        switch kind {
        case .adviceRequest, .report, .supportNeed, .hotlineCall, .addendum, .signIn: .visit
        case .panic, .step, .drill, .service, .clock: .small
        }
    }

    /// The smallest class that holds a record of one kind.
    ///
    /// - Parameters:
    ///   - kind: the kind of the record.
    ///   - length: the length of its payload, in bytes.
    /// - Returns: its own class, or the overflow.
    /// - Throws: ``FormatRefusal/recordTooLong``.
    static func of(_ kind: RecordKind, holding length: Int) throws(FormatRefusal) -> PaddingClass {
        let own = of(kind)
        if length <= own.length { return own }
        guard length <= PaddingClass.overflow.length else { throw .recordTooLong }
        return .overflow
    }
}
