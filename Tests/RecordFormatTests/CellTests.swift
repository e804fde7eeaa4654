import MeldpostCore
import RecordFormat
import Testing

@Suite struct CellTests {
    @Test(arguments: Specimen.all.filter { $0.name.contains("-cell-") })
    func `P9 every cell has 1,024 bytes`(specimen: Specimen) {
        #expect(specimen.bytes.count == 1_024)
        #expect(UpCell.length == 1_024)
        #expect(DownCell.length == 1_024)
    }

    @Test func `a cell carries what the specification says`() {
        #expect(UpCell.pieceCapacity == 816)
        #expect(DownCell.deliveryCapacity == 844)
        #expect(PanicSignal.length == 119)
        #expect(Samples.panicSignal.encoded().count == 119)
    }

    @Test func `a cell gives back what it was made of`() throws {
        let load = UpLoad.piece(
            journal: Samples.journal,
            sequence: 7,
            offset: 0,
            total: 300,
            data: [UInt8](repeating: 1, count: 300)
        )
        let up = try UpCell(decoding: Samples.upCell(load: load).encoded())
        #expect(up.station == Samples.station)
        #expect(up.journal == Samples.journal)
        #expect(up.headSequence == 7)
        #expect(up.headDigest == Samples.headDigest)
        #expect(up.counter == 99)
        #expect(up.nonce == Samples.nonce)
        #expect(up.deliveryWanted == 5)
        #expect(up.deliveryOffset == 844)
        #expect(up.load == load)
        let down = try DownCell(decoding: Samples.downCell().encoded())
        #expect(down.nonce == Samples.nonce)
        #expect(down.time == UnixTime(milliseconds: 1_792_800_200_000))
        #expect(down.verdict == .accepted)
        #expect(down.progress == Progress(entry: Samples.entryReference, offset: 816))
        #expect(down.delivery == nil)
        #expect(down.keyID == Samples.inboxKey.publicKey.id)
        #expect(Samples.downCell(progress: nil).progress == Progress(entry: nil, offset: 0))
    }

    @Test func `F49 an answer to another cell, or by another key, is refused`() {
        let cell = Samples.downCell()
        #expect(throws: FormatRefusal.nonceMismatch) {
            try cell.verify(
                with: Samples.inboxKey.publicKey,
                nonce: [UInt8](repeating: 0, count: 16)
            )
        }
        #expect(throws: FormatRefusal.keyMismatch) {
            try cell.verify(with: Samples.deskKey.publicKey, nonce: Samples.nonce)
        }
        #expect(throws: FormatRefusal.self) {
            try DownCell(decoding: Array("<html>Welcome to the hotel</html>".utf8))
        }
    }

    @Test func `a byte in the filling is refused even if it is signed`() {
        let offsets = [1_024 - 65, 1_024 - 64 - 700]
        for offset in offsets {
            var up = Samples.upCell(load: .filler).encoded()
            up[offset] = 1
            #expect(throws: FormatRefusal.paddingNotZero) { try UpCell(decoding: up) }
            var down = Samples.downCell().encoded()
            down[offset] = 1
            #expect(throws: FormatRefusal.paddingNotZero) { try DownCell(decoding: down) }
        }
    }

    @Test func `an unknown load is refused`() {
        var bytes = Samples.upCell(load: .filler).encoded()
        bytes[Self.loadOffset] = 3
        #expect(throws: FormatRefusal.kindUnknown) { try UpCell(decoding: bytes) }
    }

    /// A piece that lies outside its entry, is empty, or belongs to no possible entry.
    @Test(
        arguments: [
            (7, 0, 208, 1), (7, 0, 209 + 16_777_215 + 1, 1), (7, 300, 300, 1),
            (7, 4_294_967_295, 300, 1),
            (7, 0, 300, 0), (0, 0, 300, 1), (7, 0, 1_000, 817), (7, 0, 4_294_967_295, 1),
        ] as [(UInt64, UInt32, UInt32, UInt16)]
    )
    func `a piece outside its range is refused`(
        sequence: UInt64,
        offset: UInt32,
        total: UInt32,
        count: UInt16
    ) {
        let good = UpLoad.piece(
            journal: Samples.journal,
            sequence: 7,
            offset: 0,
            total: 300,
            data: [0]
        )
        var bytes = Samples.upCell(load: good).encoded()
        let fields = [
            sequence.bigEndianBytes, offset.bigEndianBytes, total.bigEndianBytes,
            count.bigEndianBytes,
        ].flatMap { $0 }
        let start = Self.loadOffset + 1 + 16
        bytes.replaceSubrange(start..<(start + fields.count), with: fields)
        #expect(throws: FormatRefusal.valueOutOfRange) { try UpCell(decoding: bytes) }
    }

    @Test(
        arguments: [
            (5, 0, 10, 0), (5, 10, 10, 1), (0, 1, 2, 1), (0, 0, 2, 1), (5, 4_294_967_295, 10, 1),
            (5, 0, 65_612, 1), (5, 0, 2_000, 845),
        ] as [(UInt64, UInt32, UInt32, UInt16)]
    )
    func `a delivery outside its range is refused`(
        number: UInt64,
        offset: UInt32,
        total: UInt32,
        count: UInt16
    ) {
        let good = DownCell.Delivery(
            number: 5,
            offset: 0,
            total: 10,
            digest: Samples.headDigest,
            data: [0]
        )
        var bytes = Samples.downCell(delivery: good).encoded()
        let fields = [
            number.bigEndianBytes, offset.bigEndianBytes, total.bigEndianBytes,
            Samples.headDigest.bytes, count.bigEndianBytes,
        ].flatMap { $0 }
        let start = 12 + 54
        bytes.replaceSubrange(start..<(start + fields.count), with: fields)
        #expect(throws: FormatRefusal.valueOutOfRange) { try DownCell(decoding: bytes) }
    }

    @Test func `a down cell before 1970, with an unknown verdict or half a progress is refused`() {
        func refused(_ offset: Int, _ bytes: [UInt8]) {
            var cell = Samples.downCell(progress: nil).encoded()
            cell.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
            #expect(throws: FormatRefusal.valueOutOfRange) { try DownCell(decoding: cell) }
        }
        refused(12 + 16, [0x80])
        refused(12 + 24, [4])
        refused(12 + 25, [1])
        refused(12 + 52, [1])
        refused(12 + 53, [2])
        refused(10, [0, 0])
    }

    /// A test can never be taken for an alarm, nor an alarm for a test.
    @Test func `a panic signal whose test mark is changed is refused`() throws {
        for isTest in [false, true] {
            var notice = Samples.notice
            notice.isTest = isTest
            let signal = PanicSignal.make(
                station: Samples.station,
                journal: .zero,
                notice: notice,
                key: Samples.stationKey
            )
            var bytes = signal.encoded()
            #expect(try PanicSignal(decoding: bytes).notice == notice)
            bytes[54] ^= 1
            let changed = try PanicSignal(decoding: bytes)
            #expect(changed.notice.isTest == !isTest)
            #expect(throws: FormatRefusal.signatureInvalid) {
                try changed.verify(with: Samples.stationKey.publicKey)
            }
        }
    }

    private static let loadOffset = 109
}

extension FixedWidthInteger {
    var bigEndianBytes: [UInt8] {
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: self >> $0)
        }
    }
}
