/// Where a draft is kept on disk: one place for the kiosk, a few for the intakes at the desk.
public struct DraftPlace: RawRepresentable, Hashable, Sendable {
    /// The number of its row, from 1 to 5.
    public let rawValue: UInt8

    /// Makes the place of this number, or nothing where there is none.
    public init?(rawValue: UInt8) {
        guard (1...5).contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    private init(number: UInt8) {
        rawValue = number
    }

    /// The place of the visit at the kiosk.
    public static let kiosk = DraftPlace(number: 1)

    /// The places of the intakes at the desk: more than workers share a keypad at a time.
    public static let desk = (2...4).map { DraftPlace(number: $0) }

    /// The place of what is being added to a record.
    public static let addendum = DraftPlace(number: 5)

    /// Every place.
    public static let all = [kiosk] + desk + [addendum]
}
