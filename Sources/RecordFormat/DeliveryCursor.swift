/// The numbered statement that a station wants next, and what is here of it.
///
/// The pieces of a long one come in cells that can be hours apart. An inbox that lost its database in
/// between numbers its statements anew, so another statement can stand under the same number; its
/// length or its digest tells, and what is here of the first one is dropped.
public struct DeliveryCursor: Hashable, Sendable {
    /// The number of the statement that is wanted.
    public let number: UInt64
    /// What is here of it, from its beginning.
    public private(set) var bytes: [UInt8] = []
    private var total: UInt32 = 0
    private var digest = Digest.zero

    /// Wants the statement `number`, of which nothing is here.
    public init(number: UInt64) {
        self.number = number
    }

    /// Takes a piece that goes on where the others end; any other changes nothing.
    ///
    /// - Parameter piece: a piece of the numbered stream.
    /// - Returns: the encoded statement once it is whole.
    public mutating func take(_ piece: DownCell.Delivery) -> [UInt8]? {
        guard piece.number == number else { return nil }
        if piece.total != total || piece.digest != digest {
            (bytes, total, digest) = ([], piece.total, piece.digest)
        }
        guard Int(piece.offset) == bytes.count else { return nil }
        bytes += piece.data
        return bytes.count == Int(total) ? bytes : nil
    }
}
