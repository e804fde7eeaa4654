internal import JournalStore
internal import MeldpostCore
internal import RecordFormat

/// What the centre says, as far as the journal has to do with it.
extension JournalWork {
    /// Keeps a newer key list and seals to it.
    mutating func install(_ list: KeyList, _ statement: [UInt8], number: UInt64) {
        guard list.number > keys.listNumber else {
            // Two lists on their way at once: the older one of them is not taken.
            return tell(.keyListInstalled(list, statement, number: number))
        }
        do throws(JournalFault) {
            try store.saveKeyList(statement)
            overdue.forgetKeyList()
            use(list)
            tell(.keyListInstalled(list, statement, number: number))
        } catch {
            tell(.statementUndone(number: number))
            tellCondition(isRaised: true)
        }
    }

    /// Seals to a key list, unless there is a newer one.
    mutating func use(_ list: KeyList) {
        guard list.number >= keys.listNumber else { return }
        keys = RecipientsInUse(sets: list.recipientSets, listNumber: list.number)
    }
}
