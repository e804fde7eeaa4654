/// Which connections may stay, where owners share a limited number of them.
///
/// A new connection is never refused: where there are too many, the oldest of the owner that has the
/// most makes room. So an owner with few connections cannot be kept out by others with many.
struct ConnectionShares<Owner: Hashable & Sendable>: Sendable {
    /// The most connections of one owner.
    let ofOne: Int
    /// The most connections of all together.
    let ofAll: Int
    private var owners: [UInt64: Owner] = [:]
    /// The connections of each owner, the oldest first.
    private var connections: [Owner: [UInt64]] = [:]

    init(ofOne: Int, ofAll: Int) {
        precondition(ofOne > 0 && ofAll > 0, "Somebody must be let in.")
        self.ofOne = ofOne
        self.ofAll = ofAll
    }

    /// How many connections there are.
    var count: Int { owners.count }

    /// Adds a connection; gives the one that has to go for it, which is taken out.
    mutating func add(_ connection: UInt64, of owner: Owner) -> UInt64? {
        owners[connection] = owner
        connections[owner, default: []].append(connection)
        guard let leaving = oneTooMany(of: owner) else { return nil }
        remove(leaving)
        return leaving
    }

    /// Takes a connection out; gives whether it was here.
    @discardableResult
    mutating func remove(_ connection: UInt64) -> Bool {
        guard let owner = owners.removeValue(forKey: connection) else { return false }
        connections[owner]?.removeAll { $0 == connection }
        if connections[owner]?.isEmpty == true { connections[owner] = nil }
        return true
    }

    private func oneTooMany(of owner: Owner) -> UInt64? {
        if let own = connections[owner], own.count > ofOne { return own.first }
        guard count > ofAll else { return nil }
        let most = connections.values.map(\.count).max() ?? 0
        return connections.values.filter { $0.count == most }.compactMap(\.first).min()
    }
}
