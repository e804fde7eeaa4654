import MeldpostCore
import RecordFormat

/// A station as the inbox sees it: a key, a chain and a counter.
///
/// A copy of it is a clone.
package struct VirtualBox: Sendable {
    package let id: StationID
    package let key: SigningKey
    package let island: Island
    package var journal: JournalID
    package var chain: [Entry] = []
    package var counter: UInt64 = 0
    /// The number of the statement that is wanted next, and what is here of it.
    package var delivery = DeliveryCursor(number: 1)
    /// The statements that came, verified, in order.
    package var statements: [StatementBody] = []
    package var random = SystemRandomNumberGenerator()

    package init(island: Island = .bonaire) {
        var random = SystemRandomNumberGenerator()
        id = StationID(using: &random)
        key = SigningKey()
        self.island = island
        journal = JournalID(using: &random)
    }

    /// The station of which frozen files tell: a name, a key and a chain that are always the same.
    package static var frozen: VirtualBox { VirtualBox(seeded: ()) }

    private init(seeded: Void) {
        id = StationID(bytes: [UInt8](repeating: 4, count: StationID.length))!
        key = try! SigningKey(seed: [UInt8](repeating: 5, count: 32))
        island = .saba
        journal = JournalID(bytes: [UInt8](repeating: 6, count: JournalID.length))!
    }

    // MARK: The chain

    /// Appends an entry with any body.
    package mutating func append(
        urgency: Urgency = .ordinary,
        body: [UInt8],
        proof: [UInt8] = [UInt8](repeating: 7, count: 32),
        hour: UInt32 = 494_000
    ) -> Entry {
        let header = EntryHeader(
            station: id,
            journal: journal,
            sequence: UInt64(chain.count + 1),
            previous: chain.last?.header.digest ?? .zero,
            urgency: urgency,
            hour: UnixHour(rawValue: hour),
            bodyHash: .sha256(of: body),
            proofHash: .sha256(of: proof)
        )
        let entry = Entry.make(header: header, body: body, key: key)
        chain.append(entry)
        return entry
    }

    /// Appends an entry of random bytes.
    package mutating func append(urgency: Urgency = .ordinary, length: Int) -> Entry {
        append(urgency: urgency, body: randomBytes(length))
    }

    /// Appends a sealed record.
    package mutating func append(
        _ content: TimedContent,
        urgency: Urgency = .ordinary,
        hour: UInt32 = 494_000,
        source: SourceContent? = nil,
        told: ToldContent? = nil,
        keys: CentreKeys
    ) -> Entry {
        let chapter: Chapter =
            content.content.kind == .supportNeed ? .socialSupport : .adviceAndReporting
        let proof = randomBytes(32)
        let request = StoreRequest(
            ticket: 1,
            content: content,
            source: source,
            told: told,
            trace: TraceContent(
                claimedTimeMilliseconds: Int64(hour) * 3_600_000,
                earliestTimeMilliseconds: Int64(hour) * 3_600_000,
                clockTrust: .confirmed,
                softwareVersion: "0.1",
                panel: "terminal",
                island: island.code
            ),
            urgency: urgency,
            island: island,
            chapter: chapter,
            hour: UnixHour(rawValue: hour)
        )
        let sealed = try! RecordSealer.seal(
            request,
            to: keys.recipients(of: island, chapter: chapter),
            proof: proof
        )
        return append(urgency: urgency, body: sealed.body, proof: proof, hour: hour)
    }

    /// Begins a new journal, as after its disk was replaced.
    package mutating func beginJournal() {
        journal = JournalID(using: &random)
        chain = []
        counter = 0
    }

    // MARK: Cells

    /// Makes the next cell, or one with a counter of its own.
    package mutating func cell(_ load: UpLoad = .filler, counter own: UInt64? = nil) -> UpCell {
        if own == nil { counter += 1 }
        let isOpen = own != 0
        return UpCell.make(
            station: id,
            journal: isOpen ? journal : .zero,
            headSequence: isOpen ? UInt64(chain.count) : 0,
            headDigest: isOpen ? chain.last?.header.digest ?? .zero : .zero,
            counter: own ?? counter,
            nonce: randomBytes(16),
            deliveryWanted: delivery.number,
            deliveryOffset: UInt32(delivery.bytes.count),
            load: load,
            key: key
        )
    }

    /// The loads that carry an entry.
    package func pieces(of entry: Entry) -> [UpLoad] {
        let bytes = entry.encoded()
        return stride(from: 0, to: bytes.count, by: UpCell.pieceCapacity).map { offset in
            .piece(
                journal: entry.header.journal,
                sequence: entry.header.sequence,
                offset: UInt32(offset),
                total: UInt32(bytes.count),
                data: Array(bytes[offset...].prefix(UpCell.pieceCapacity))
            )
        }
    }

    /// A panic signal.
    package func panic(
        _ incident: IncidentID,
        counter: UInt32 = 1,
        _ state: PanicState = .pressed,
        isTest: Bool = false
    ) -> UpLoad {
        .panic(
            PanicSignal.make(
                station: id,
                journal: journal,
                notice: PanicNotice(
                    incident: incident,
                    counter: counter,
                    state: state,
                    isTest: isTest
                ),
                key: key
            )
        )
    }

    /// Takes an answer: verifies it and puts the delivered pieces together.
    package mutating func take(_ down: DownCell, to cell: UpCell, keys: CentreKeys) throws {
        try down.verify(with: keys.inbox.publicKey, nonce: cell.nonce)
        guard let piece = down.delivery else { return }
        if piece.number == 0 {
            statements.append(try Self.verify(piece.data, keys))
        } else if let statement = delivery.take(piece) {
            statements.append(try Self.verify(statement, keys))
            delivery = DeliveryCursor(number: piece.number + 1)
        }
    }

    private static func verify(_ bytes: [UInt8], _ keys: CentreKeys) throws -> StatementBody {
        let statement = try Statement(decoding: bytes)
        return switch statement.kind.signer {
        case .inbox: try statement.verify(with: keys.inbox.publicKey)
        case .desk: try statement.verify(with: keys.desk.publicKey)
        case .root: try statement.verify(with: keys.root.publicKey)
        }
    }

    package func randomBytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255) }
    }
}
