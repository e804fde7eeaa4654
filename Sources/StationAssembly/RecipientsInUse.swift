internal import MeldpostCore
internal import RecordFormat

/// To whom entries are sealed, and the number of the key list that says so.
struct RecipientsInUse: Sendable {
    let sets: [RecipientSet]
    let listNumber: UInt64
}
