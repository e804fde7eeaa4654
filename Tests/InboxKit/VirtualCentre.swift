import DeskProtocol
import InboxServer
import MeldpostCore
import ProgramKit
import RecordFormat

/// A ledger in a folder of its own, and a clock that the test moves.
package final class VirtualCentre {
    package let keys: CentreKeys
    package let folder = TemporaryFolder()
    package var now = UnixTime(milliseconds: 494_000 * 3_600_000)
    package private(set) var ledger: InboxLedger
    private let stations: [KnownStation]
    private var exchangeCount = 0

    package init(
        _ boxes: [VirtualBox],
        keys: CentreKeys = CentreKeys(),
        limits: InboxLimits = InboxLimits()
    ) throws {
        self.keys = keys
        stations = boxes.map { $0.known }
        ledger = try Self.open(folder.path, stations, keys, number: 1, limits)
    }

    /// Opens a ledger in a folder.
    package static func open(
        _ path: String,
        _ stations: [KnownStation],
        _ keys: CentreKeys,
        number: UInt64,
        _ limits: InboxLimits = InboxLimits()
    ) throws -> InboxLedger {
        try InboxLedger(
            directory: path + "/store",
            stations: stations,
            keys: InboxKeys(
                signingKey: keys.inbox,
                keyListStatement: keys.keyList(number: number),
                root: keys.root.publicKey
            ),
            limits: limits
        )
    }

    /// One exchange; nothing where the cell is refused.
    package func exchange(_ cell: UpCell) throws -> DownCell? {
        exchangeCount += 1
        // A test goes on until nothing comes down any more: where that never is, this ends the loop.
        precondition(exchangeCount < 100_000, "what is delivered comes to its end")
        now = now + .seconds(20)
        return try ledger.exchange(cell, at: now)?.cell
    }

    /// One exchange of a box, which takes the answer.
    @discardableResult
    package func exchange(_ box: inout VirtualBox, _ load: UpLoad = .filler) throws -> DownCell {
        let cell = box.cell(load)
        guard let down = try exchange(cell) else { throw CellNotTaken() }
        try box.take(down, to: cell, keys: keys)
        return down
    }

    /// Sends an entry whole and gives the last answer.
    @discardableResult
    package func send(_ entry: Entry, from box: inout VirtualBox) throws -> DownCell {
        var last: DownCell?
        for load in box.pieces(of: entry) { last = try exchange(&box, load) }
        guard let last else { throw CellNotTaken() }
        return last
    }

    /// The codes of the conditions that last.
    package func conditions() throws -> [StationCondition] {
        try ledger.conditions().conditions.map(\.condition)
    }

    /// A desk says something.
    package func say(_ body: StatementBody, key: SigningKey? = nil) throws -> DeskPostAnswer.Outcome
    {
        let statement = Statement.make(body, key: key ?? keys.desk)
        let post = DeskPost(statements: [Base64Bytes(statement.encoded())])
        return try ledger.take(post, at: now).outcomes[0]
    }
}

/// The inbox refused a cell that the test meant to be taken.
package struct CellNotTaken: Error {}

extension VirtualBox {
    /// What the inbox knows of the box.
    package var known: KnownStation {
        KnownStation(id: id, key: key.publicKey, certificateDigest: nil, island: island)
    }
}
