extension DownCell {
    /// A piece of a statement on its way to a station.
    ///
    /// The statements for a station are numbered from 1, and the station asks for them by number
    /// and offset; only a whole statement is looked at.
    public struct Delivery: Hashable, Sendable {
        static let overhead = 8 + 4 + 4 + Digest.length + 2

        /// The number of the statement; 0 for a whole statement outside the numbered stream, which
        /// is how the answer to a panic cell carries its receipt at once.
        public let number: UInt64
        /// Where the piece begins in the encoded statement.
        public let offset: UInt32
        /// The length of the encoded statement.
        public let total: UInt32
        /// The digest of the encoded statement: pieces of two statements are never put together.
        public let digest: Digest
        /// The piece, at least one byte.
        public let data: [UInt8]

        /// Makes a piece.
        ///
        /// - Parameters:
        ///   - number: the number of the statement, or 0.
        ///   - offset: where the piece begins; 0 where `number` is 0.
        ///   - total: the length of the statement; that of `data` where `number` is 0.
        ///   - digest: the digest of the statement.
        ///   - data: 1 to ``DownCell/deliveryCapacity`` bytes.
        public init(
            number: UInt64,
            offset: UInt32,
            total: UInt32,
            digest: Digest,
            data: [UInt8]
        ) {
            self.number = number
            self.offset = offset
            self.total = total
            self.digest = digest
            self.data = data
            precondition(isInRange, "The piece is not one that a cell can carry.")
        }

        /// The piece of a statement that begins at `offset`, as long as a cell can carry.
        ///
        /// - Parameters:
        ///   - statement: the encoded statement.
        ///   - number: its number, or 0 where it is whole in the cell.
        ///   - offset: where the piece begins, inside the statement.
        public init(of statement: [UInt8], number: UInt64, offset: Int = 0) {
            self.init(
                number: number,
                offset: UInt32(offset),
                total: UInt32(statement.count),
                digest: .sha256(of: statement),
                data: Array(statement[offset...].prefix(DownCell.deliveryCapacity))
            )
        }

        init(from reader: inout WireReader) throws(FormatRefusal) {
            number = try reader.uint64()
            offset = try reader.uint32()
            total = try reader.uint32()
            digest = try reader.digest()
            data = try reader.opaque(Int(try reader.uint16()))
            guard isInRange else { throw .valueOutOfRange }
        }

        var isInRange: Bool {
            let fits = Int(offset) + data.count <= Int(total)
            let isWhole = offset == 0 && data.count == Int(total)
            return !data.isEmpty && data.count <= DownCell.deliveryCapacity
                && total <= Statement.lengthLimit && (number == 0 ? isWhole : fits)
        }

        var encodedLength: Int { Self.overhead + data.count }

        func write(to writer: inout WireWriter) {
            writer.uint64(number)
            writer.uint32(offset)
            writer.uint32(total)
            writer.opaque(digest.bytes)
            writer.uint16(UInt16(data.count))
            writer.opaque(data)
        }
    }
}
