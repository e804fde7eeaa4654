internal import MeldpostCore
internal import RecordFormat

/// The public keys of the centre, as the root key signed them.
struct KeyRing: Sendable {
    let rootKey: VerifyingKey
    private(set) var list: KeyList?

    init(rootKey: VerifyingKey) {
        self.rootKey = rootKey
    }

    /// Reads a key list that the root key signed.
    func verified(_ statement: [UInt8]) throws(FormatRefusal) -> KeyList {
        guard case .keyList(let list) = try Statement(decoding: statement).verify(with: rootKey)
        else { throw FormatRefusal.kindUnknown }
        return list
    }

    /// Takes `successor` over if its number is higher than what is here.
    ///
    /// - Returns: whether it was taken over; an older list, or the same again, is not.
    mutating func install(_ successor: KeyList) -> Bool {
        if let list, !list.accepts(successor: successor) { return false }
        list = successor
        return true
    }

    /// Takes over what the journal kept, whatever is here: what was in use once stays in use until
    /// there is a newer one.
    mutating func restore(_ kept: KeyList) {
        list = kept
    }

    /// For whom a record can be sealed.
    var scopes: [RecipientScope] {
        list?.scopes ?? []
    }

    /// Checks a statement of the centre with the key that may sign its kind.
    func verified(_ statement: Statement) throws(FormatRefusal) -> StatementBody {
        let candidates: [VerifyingKey] =
            statement.kind.signer == .root
            ? [rootKey] : list?.keys(of: statement.kind.signer) ?? []
        guard let key = candidates.first(where: { $0.id == statement.keyID }) else {
            throw FormatRefusal.keyMismatch
        }
        return try statement.verify(with: key)
    }
}
