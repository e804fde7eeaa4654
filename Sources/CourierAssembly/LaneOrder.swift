internal import CentreLink

/// One cell to be carried.
struct LaneOrder: Sendable {
    /// What the station calls it.
    var number: UInt64

    /// The time for the dates of certificates.
    var time: ConfirmedTime

    /// The cell: 1,024 bytes that mean nothing here.
    var cell: [UInt8]
}
